using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;

namespace KexecPerf.Studies.Designs;

/// <summary>
/// What makes two sweeps the same: settings, axes, seed, replications, outputs, the files they read, and what the model answers. Parts of one identity
/// can be put together whoever made them; parts of another are refused.
/// </summary>
internal sealed record StudyIdentity(string Hash, IReadOnlyList<StudyInput> Inputs)
{
    /// <summary>Of a study, the files it names read now.</summary>
    /// <exception cref="Model.Inputs.InputException">A file that cannot be read.</exception>
    public static StudyIdentity Of(Study study)
    {
        List<StudyInput> inputs =
        [
            .. study
                .Base.Concat(
                    study.Axes.SelectMany(a => a.Values.Select(v => a.Setting(v, study.Folder)))
                )
                .SelectMany(StudyInput.Of)
                .DistinctBy(i => i.Name)
                .OrderBy(i => i.Name, StringComparer.Ordinal),
        ];
        var text = new StringBuilder();
        Line("kexecperf study", "1");
        Line("model", Build.Version, ModelFingerprint.Value);
        Line("name", study.Name);
        Line("seed", study.Plan.Seed.ToString(CultureInfo.InvariantCulture));
        Line(
            "plan",
            study.Plan.Replications?.ToString(CultureInfo.InvariantCulture) ?? "",
            study.Plan.Precision.ToString("R", CultureInfo.InvariantCulture)
        );
        foreach (
            Setting s in study
                .Base.OrderBy(s => s.Key.Name, StringComparer.Ordinal)
                .ThenBy(s => s.Value, StringComparer.Ordinal)
        )
        {
            Line("base", s.Key.Name, s.Value);
        }

        foreach (StudyAxis axis in study.Axes)
        {
            Line(["axis", axis.Key, .. axis.Values.Select(v => v.Text)]);
        }

        Line(["outputs", .. study.Outputs.Select(o => o.Name)]);
        foreach (StudyInput input in inputs)
        {
            Line("input", input.Name, input.Sha256);
        }

        return new StudyIdentity(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))),
            inputs
        );

        // Lengths before words: no two lists of words make the same text.
        void Line(params string[] words)
        {
            foreach (string word in words)
            {
                text.Append(CultureInfo.InvariantCulture, $"{word.Length}:{word} ");
            }

            text.Append('\n');
        }
    }
}
