using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Designs;

/// <summary>
/// Reads a study: <c>{name, title, base: scenario, axes: {KEY: [values] | {lin|log: [from, to, n]}}, replications | precision, outputs}</c>.
/// </summary>
internal static class StudyFile
{
    /// <summary>The most replications of a point.</summary>
    public const int MostReplications = 1_000_000;

    /// <summary>The most axes of a study.</summary>
    public const int MostAxes = 16;

    private const double UsualPrecision = 0.02;

    /// <summary>Reads a file, or a shipped study by its name.</summary>
    /// <param name="study">Path of a file, or name.</param>
    /// <param name="seed">Root seed of all points.</param>
    /// <exception cref="InputException">Neither, or not a study that can be run.</exception>
    public static Study Read(string study, ulong seed)
    {
        bool isFile =
            File.Exists(study)
            || study.Contains('/')
            || study.EndsWith(".json", StringComparison.Ordinal);
        return isFile
            ? Read(
                study,
                InputFile.ReadAll(study, InputDocument.MostMiB),
                Path.GetDirectoryName(Path.GetFullPath(study))!,
                seed
            )
            : Read(study, ShippedStudies.Text(study), Directory.GetCurrentDirectory(), seed);
    }

    private static Study Read(string file, byte[] text, string folder, ulong seed)
    {
        InputObject root = InputDocument.Parse(file, text);
        root.RefuseOthers([.. StudySchema.Properties.Keys]);
        List<Setting> settings = root.Optional("base") is { } scenario
            ? ScenarioFile.Read(scenario.AsObject(), folder)
            : [];
        var study = new Study
        {
            Name = Name(root.Required("name")),
            Title = root.Optional("title")?.AsText() ?? "",
            File = file,
            Source = ShippedStudies.NameOf(text) ?? Path.GetFileName(file),
            Folder = folder,
            Base = settings,
            Axes = Axes(root, settings),
            Plan = Plan(root, seed),
            Outputs = Outputs(root.Optional("outputs")),
        };
        if (
            settings
                .Concat(study.Axes.SelectMany(a => a.Values.Select(v => a.Setting(v, folder))))
                .FirstOrDefault(s => s.Key == ScenarioKeys.Host && s.Value == HostInput.Here) is
            { } here
        )
        {
            throw new InputException(
                here.Place,
                "a sweep must find the same host when it is resumed; "
                    + "write a file made by collect.sh"
            );
        }

        study.CheckSize();
        return study;
    }

    private static string Name(InputNode node)
    {
        string name = node.AsText();
        return
            name.Length is > 0 and <= 60
            && char.IsAsciiLetterOrDigit(name[0])
            && name != "all"
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? name
            : throw new InputException(
                node.Place,
                $"'{UserText.Shorten(name)}' cannot name a folder; "
                    + "write letters, digits, '-', '_' and '.', at most 60, but not 'all'"
            );
    }

    private static List<StudyAxis> Axes(InputObject root, List<Setting> settings)
    {
        InputObject axes = root.Required("axes").AsObject();
        List<StudyAxis> read =
        [
            .. axes
                .Keys.Order(StringComparer.Ordinal)
                .Select(key => StudyAxis.Read(key, axes.Required(key))),
        ];
        if (read.Count is 0 or > MostAxes)
        {
            throw new InputException(
                axes.Place,
                $"{read.Count} axes; write 1 to {MostAxes}, "
                    + "such as \"image\": [\"64MiB\", \"1GiB\"]"
            );
        }

        foreach (StudyAxis axis in read)
        {
            if (settings.Find(s => Varies(axis, s)) is { } twice)
            {
                throw new InputException(
                    twice.Place,
                    $"{axis.Key} is an axis, too; write it in one of the two places"
                );
            }
        }

        return read;
    }

    private static bool Varies(StudyAxis axis, Setting setting) =>
        setting.Key == ScenarioKeys.Set
            ? setting.Value.StartsWith(axis.Key + "=", StringComparison.Ordinal)
            : ScenarioKeys.Find(axis.Key) == setting.Key;

    private static ReplicationPlan Plan(InputObject root, ulong seed)
    {
        InputNode? replications = root.Optional("replications");
        InputNode? precision = root.Optional("precision");
        if (replications is not null && precision is not null)
        {
            throw new InputException(
                precision.Place,
                "not together with replications; write one of them"
            );
        }

        double share = precision?.As(Counts.ParsePercent) ?? UsualPrecision;
        return share > 0
            ? new ReplicationPlan(seed, (int?)replications?.AsCount(1, MostReplications), share)
            : throw new InputException(
                precision!.Place,
                "0% is never reached; write for instance 1%"
            );
    }

    private static List<SummaryQuantity> Outputs(InputNode? node)
    {
        if (node is null)
        {
            return [.. SummaryQuantity.All.Where(q => !q.Stray)];
        }

        var outputs = new List<SummaryQuantity>();
        foreach (InputNode item in node.AsArray().Items)
        {
            string name = item.AsText();
            outputs.Add(
                SummaryQuantity.All.FirstOrDefault(q => q.Name == name)
                    ?? throw new InputException(
                        item.Place,
                        "no such output; "
                            + Nearest.Hint(name, [.. SummaryQuantity.All.Select(q => q.Name)])
                    )
            );
        }

        return outputs.Count > 0
            ? [.. SummaryQuantity.All.Where(outputs.Contains)]
            : throw new InputException(
                node.Place,
                "no outputs; name at least one, or drop the key"
            );
    }
}
