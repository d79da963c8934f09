using System.Text;
using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>
/// <c>manifest.json</c>: where a study's results come from. It names no time and no host: who makes the same results writes the same bytes, but for the commit.
/// </summary>
internal sealed record Manifest
{
    public const string FileName = "manifest.json";
    public const string Key = "kexecperf.manifest/1";

    private readonly Study _study;
    private readonly StudyIdentity _identity;

    /// <param name="study">What is swept.</param>
    /// <param name="identity">Its identity.</param>
    /// <param name="commit">The commit of results that are there already; null: this build's.</param>
    internal Manifest(Study study, StudyIdentity identity, string? commit) =>
        (_study, _identity, Commit) = (study, identity, commit ?? Build.Commit);

    public string Schema => Key;

    public string Study => _study.Name;

    public string Title => _study.Title;

    public string Evidence => "simulated";

    public string Identity => _identity.Hash;

    public string ModelVersion => Build.Version;

    public string ModelFingerprint => Answers.Runs.ModelFingerprint.Value;

    public string Commit { get; }

    public ulong Seed => _study.Plan.Seed;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Replications => _study.Plan.Replications;

    /// <summary>Where no replications are given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? PrecisionPercent => Replications is null ? 100 * _study.Plan.Precision : null;

    public int Points => _study.Count;

    public IReadOnlyDictionary<string, string> Base =>
        _study
            .Base.Select(KeyAndValue)
            .Order()
            .GroupBy(s => s.Key)
            .ToDictionary(s => s.Key, s => s.Last().Value);

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Axes =>
        _study.Axes.ToDictionary(
            a => a.Key,
            a => (IReadOnlyList<string>)[.. a.Values.Select(v => v.Text)]
        );

    public IReadOnlyList<string> Outputs => [.. _study.Outputs.Select(o => o.Name)];

    public IReadOnlyList<Input> Inputs =>
        [.. _identity.Inputs.Select(i => new Input(i.Name, i.Sha256))];

    public string Command => _study.Command;

    /// <summary>Of all the rest, by which a changed digit is told; it stands last.</summary>
    public string Seal => PartSeal.Blank;

    /// <summary>The text of a manifest.</summary>
    public static string Of(Study study, StudyIdentity identity, string? commit)
    {
        var manifest = new Manifest(study, identity, commit);
        byte[] text = Encoding.UTF8.GetBytes(JsonForm.Of(manifest, () => SweepsJson.Default).Text);
        PartSeal.Set(text, FileName);
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>As in a study's file; a number by its path.</summary>
    private static (string Key, string Value) KeyAndValue(Setting setting) =>
        setting.Key == ScenarioKeys.Set && setting.Value.Split('=', 2) is [var path, var number]
            ? (path, number)
            : (setting.Key.FileKey, setting.Value);

    /// <summary>What stands in a folder; null where there is none that can be read.</summary>
    public static StoredManifest? Read(string file) => StoredManifest.Read(file);

    /// <summary>A file that the results hang on.</summary>
    internal sealed record Input(string Name, string Sha256);
}
