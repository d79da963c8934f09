using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Scenarios;

/// <summary>Reads a scenario file: the options of the command line as keys, plus <c>"set"</c> with paths and values.</summary>
internal static class ScenarioFile
{
    public static List<Setting> Read(string file) =>
        Read(
            InputDocument.Parse(file, InputFile.ReadAll(file, InputDocument.MostMiB)),
            Path.GetDirectoryName(Path.GetFullPath(file))!
        );

    /// <summary>A scenario as an object; file names in it are relative to a folder.</summary>
    public static List<Setting> Read(InputObject root, string folder)
    {
        root.RefuseOthers([.. ScenarioKeys.All.Append(ScenarioKeys.Set).Select(k => k.FileKey)]);
        var settings = new List<Setting>();
        foreach (string key in root.Keys)
        {
            InputNode node = root.Required(key);
            if (key == ScenarioKeys.Set.FileKey)
            {
                AddPaths(settings, node.AsObject(), folder);
            }
            else
            {
                settings.Add(new Setting(ScenarioKeys.Find(key)!, Text(node), node.Place, folder));
            }
        }

        return settings;
    }

    private static void AddPaths(List<Setting> settings, InputObject paths, string folder)
    {
        foreach (string path in paths.Keys)
        {
            InputNode node = paths.Required(path);
            settings.Add(new Setting(ScenarioKeys.Set, $"{path}={Text(node)}", node.Place, folder));
        }
    }

    /// <summary>Plain integers stand for counts, true and false for on and off; everything else is text.</summary>
    public static string Text(InputNode node) =>
        node switch
        {
            InputNumber n when n.Digits.All(char.IsAsciiDigit) => n.Digits,
            InputFlag f => f.Value ? "on" : "off",
            _ => node.AsText(),
        };
}
