using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>
/// A manifest as it stands in a study's folder, every field that is used of the right type.
/// </summary>
/// <param name="Identity">Of the study, 64 hexadecimal digits.</param>
/// <param name="Commit">Of the build that began it.</param>
/// <param name="Command">What makes the results.</param>
/// <param name="Points">Of the study.</param>
/// <param name="Seed">Of all points.</param>
/// <param name="Replications">Of each point; null where a precision is asked for.</param>
/// <param name="Precision">Relative error asked for; null where replications are.</param>
/// <param name="Provenance">All of it but the seal, as keys and values for a reader.</param>
internal sealed record StoredManifest(
    string Identity,
    string Commit,
    string Command,
    int Points,
    ulong Seed,
    int? Replications,
    double? Precision,
    IReadOnlyList<(string Key, string Value)> Provenance
)
{
    /// <summary>Indented, a million values of an axis take some thirty.</summary>
    private const int MostMiB = 64;

    private const string SealKey = "seal";

    /// <summary>Of a study's folder, for who cannot do without.</summary>
    /// <exception cref="InputException">None, or a damaged one.</exception>
    public static StoredManifest In(string study)
    {
        string file = Path.Combine(study, Manifest.FileName);
        return Read(file)
            ?? throw new InputException(
                InputPlace.Of(file),
                (File.Exists(file) ? "this manifest is damaged" : "no manifest here")
                    + $"; make it anew with: kexecperf sweep STUDY{Results(study)} --resume"
            );
    }

    /// <summary>What makes anew what is damaged in a study's folder.</summary>
    public string GoOn(string study) => $"{Command}{Results(study)} --resume";

    /// <summary>Null where there is none, or a damaged one: cut, a digit changed, too large.</summary>
    public static StoredManifest? Read(string file)
    {
        if (!PartSeal.IsThere(file))
        {
            return null;
        }

        try
        {
            byte[] text = InputFile.ReadAll(file, MostMiB);
            return PartSeal.IsWhole(text, Manifest.FileName)
                ? Of(InputDocument.Parse(file, text))
                : null;
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static StoredManifest Of(InputObject fields)
    {
        string identity = fields.Required("identity").AsText();
        return identity.Length == 64 && identity.All(char.IsAsciiHexDigitLower)
            ? new StoredManifest(
                identity,
                fields.Required("commit").AsText(),
                fields.Required("command").AsText(),
                (int)fields.Required("points").AsCount(1, Study.MostPoints),
                (ulong)fields.Required("seed").AsCount(0, long.MaxValue),
                (int?)fields.Optional("replications")?.AsCount(1, StudyFile.MostReplications),
                Percent(fields.Optional("precision_percent")) / 100,
                [.. fields.Keys.Where(k => k != SealKey).Select(k => (k, Told(fields.Required(k))))]
            )
            : throw new InputException(fields.Place, "no identity; sweep the study again");
    }

    private static double? Percent(InputNode? node) =>
        node is not InputNumber number ? null
        : double.TryParse(
            number.Digits,
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out double percent
        ) && percent is > 0 and <= 100
            ? percent
        : throw new InputException(number.Place, "no percentage; sweep the study again");

    /// <summary>The folder of all studies as an option.</summary>
    private static string Results(string study) =>
        StudyStore.Option(Path.GetDirectoryName(study) ?? study);

    private static string Told(InputNode node) =>
        node switch
        {
            InputText text => text.Value,
            InputNumber number => number.Digits,
            InputFlag flag => flag.Value.ToString(),
            InputArray array => array.Items.Count == 0
                ? "none"
                : string.Join(", ", array.Items.Select(Told)),
            InputObject o => string.Join("; ", o.Keys.Select(k => $"{k} = {Told(o.Required(k))}")),
            _ => "",
        };
}
