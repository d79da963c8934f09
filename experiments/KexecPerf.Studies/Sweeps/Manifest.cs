using System.Text.Json;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>
/// <c>manifest.json</c>: where a study's results come from. It names no time and no host: who makes the same results writes the same bytes, but for the commit.
/// </summary>
internal static class Manifest
{
    public const string FileName = "manifest.json";

    private const string Identity = "identity";
    private const string Commit = "commit";

    /// <summary>The text of a manifest.</summary>
    /// <param name="study">What is swept.</param>
    /// <param name="identity">Its identity.</param>
    /// <param name="commit">The commit of results that are there already; null: this build's.</param>
    public static string Of(Study study, StudyIdentity identity, string? commit)
    {
        var axes = new JsonObject();
        foreach (StudyAxis axis in study.Axes)
        {
            axes[axis.Key] = JsonTexts.Of(axis.Values.Select(v => v.Text));
        }

        var settings = new JsonObject();
        foreach ((string key, string value) in study.Base.Select(KeyAndValue).Order())
        {
            settings[key] = value;
        }

        var json = new JsonObject
        {
            ["schema"] = "kexecperf.manifest/1",
            ["study"] = study.Name,
            ["title"] = study.Title,
            ["evidence"] = "simulated",
            [Identity] = identity.Hash,
            ["model_version"] = Build.Version,
            ["model_fingerprint"] = ModelFingerprint.Value,
            [Commit] = commit ?? Build.Commit,
            ["seed"] = study.Plan.Seed,
            ["replications"] = study.Plan.Replications,
            ["precision_percent"] = study.Plan.Replications is null
                ? Numbers.Rounded(100 * study.Plan.Precision)
                : null,
            ["points"] = study.Count,
            ["base"] = settings,
            ["axes"] = axes,
            ["outputs"] = JsonTexts.Of(study.Outputs.Select(o => o.Name)),
            ["inputs"] = new JsonArray([
                .. identity.Inputs.Select(i =>
                    (JsonNode)new JsonObject { ["name"] = i.Name, ["sha256"] = i.Sha256 }
                ),
            ]),
            ["command"] = study.Command,
        };
        foreach (string absent in (string[])["replications", "precision_percent"])
        {
            if (json[absent] is null)
            {
                json.Remove(absent);
            }
        }

        return OutputWriter.ToText(json);
    }

    /// <summary>As in a study's file; a number by its path.</summary>
    private static (string Key, string Value) KeyAndValue(Setting setting) =>
        setting.Key == ScenarioKeys.Set && setting.Value.Split('=', 2) is [var path, var number]
            ? (path, number)
            : (setting.Key.FileKey, setting.Value);

    /// <summary>The identity a manifest names; null where there is none.</summary>
    public static string? IdentityIn(string file) => Read(file)?[Identity]?.ToString();

    /// <summary>The commit a manifest names; null where there is none.</summary>
    public static string? CommitIn(string file) => Read(file)?[Commit]?.ToString();

    /// <summary>A manifest; null where there is none that can be read.</summary>
    public static JsonObject? Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
