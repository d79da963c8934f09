using System.Text.Json.Nodes;

namespace KexecPerf.Experiments.Tests;

/// <summary>Runs the command in process, as a user would type it.</summary>
internal static class Cli
{
    public static async Task<(int Exit, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exit = await Program.Run(arguments, output, error);
        return (exit, output.ToString(), error.ToString());
    }

    /// <summary>
    /// Options with others in the place of those of the same name, since each stands once.
    /// </summary>
    public static string[] Over(IEnumerable<string> usual, params string[] others) =>
        [.. usual.Chunk(2).Where(o => !others.Contains(o[0])).SelectMany(o => o), .. others];

    /// <summary>The JSON of an answer that must succeed.</summary>
    public static async Task<JsonObject> Json(params string[] arguments)
    {
        (int exit, string output, string error) = await Run([.. arguments, "--format", "json"]);
        Assert.True(exit == 0, error);
        return JsonNode.Parse(output)!.AsObject();
    }

    /// <summary>The text of an answer that must succeed.</summary>
    public static async Task<string> Text(params string[] arguments)
    {
        (int exit, string output, string error) = await Run(arguments);
        Assert.True(exit == 0, error);
        return output;
    }

    /// <summary>A median in an answer.</summary>
    public static double Median(JsonNode node, params string[] path) =>
        path.Aggregate(node, (n, key) => n[key]!)["median"]!.GetValue<double>();

    /// <summary>A phase's median on a side.</summary>
    public static double Phase(JsonNode answer, string phase, string side) =>
        Median(
            answer["phases"]!.AsArray().Single(p => p!["name"]!.GetValue<string>() == phase)!,
            side + "_ms"
        );
}
