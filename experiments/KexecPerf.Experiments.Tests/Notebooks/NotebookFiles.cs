using System.Text;
using System.Text.Json.Nodes;
using KexecPerf.Experiments.Tests.Hosts;

namespace KexecPerf.Experiments.Tests.Notebooks;

/// <summary>Writes notebooks for tests and reads them back.</summary>
internal static class NotebookFiles
{
    /// <summary>A notebook of code cells c1, c2, ... without outputs, keys and indent not as Jupyter has them.</summary>
    public static string Write(TempFolder folder, string name, params string[] sources) =>
        folder.Write(name, Encoding.UTF8.GetBytes(Root(sources).ToJsonString()));

    public static JsonObject Root(params string[] sources) =>
        new()
        {
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject
                {
                    ["name"] = "kexecperf-csharp",
                    ["display_name"] = "KexecPerf (C#)",
                    ["language"] = "C#",
                },
            },
            ["cells"] = new JsonArray([
                .. sources.Select((s, i) => (JsonNode)Cell($"c{i + 1}", s)),
            ]),
        };

    public static JsonArray Cells(string file) =>
        JsonNode.Parse(File.ReadAllText(file))!["cells"]!.AsArray();

    public static JsonArray Outputs(string file, int cell) =>
        Cells(file)[cell]!["outputs"]!.AsArray();

    /// <summary>The text of the only output of a cell.</summary>
    public static string Text(string file, int cell, string type = "text/plain")
    {
        JsonNode output = Assert.Single(Outputs(file, cell))!;
        JsonNode lines = output["text"] ?? output["data"]![type]!;
        return string.Concat(lines.AsArray().Select(l => l!.GetValue<string>()));
    }

    /// <summary>Runs a notebook that must succeed.</summary>
    public static async Task<string> Run(TempFolder folder, params string[] sources)
    {
        string file = Write(folder, "a.ipynb", sources);
        (int exit, _, string error) = await Cli.Run("notebook", "run", file);
        Assert.True(exit == 0, error);
        return file;
    }

    private static JsonObject Cell(string id, string source) =>
        new()
        {
            ["cell_type"] = "code",
            ["source"] = source,
            ["id"] = id,
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["execution_count"] = null,
        };
}
