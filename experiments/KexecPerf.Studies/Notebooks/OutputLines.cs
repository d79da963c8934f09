using System.Text.Json.Nodes;

namespace KexecPerf.Studies.Notebooks;

/// <summary>
/// A cell's outputs as lines to compare: what a reader sees of them, not how the JSON is written. Counts of executions are
/// left out.
/// </summary>
internal static class OutputLines
{
    /// <summary>The lines, with one before each part that names its type.</summary>
    public static List<OutputLine> Of(JsonArray outputs) => [.. outputs.SelectMany(Of)];

    private static IEnumerable<OutputLine> Of(JsonNode? output)
    {
        string type = NotebookFormat.Text((output as JsonObject)?["output_type"]) ?? "";
        if (type == "stream")
        {
            string name = NotebookFormat.Text(output!["name"]) ?? "";
            return [new($"[{name}]"), .. Lines(NotebookFormat.Text(output["text"]) ?? "")];
        }

        return (output as JsonObject)?["data"] is JsonObject data
            ? data.OrderBy(d => d.Key, StringComparer.Ordinal)
                .SelectMany(d => Form(d.Key, d.Value).Prepend(new OutputLine($"[{type} {d.Key}]")))
            : [new(output?.ToJsonString() ?? "null")];
    }

    private static IEnumerable<OutputLine> Form(string type, JsonNode? data)
    {
        string text = NotebookFormat.Text(data) ?? data?.ToJsonString() ?? "null";
        return type.StartsWith("image/", StringComparison.Ordinal)
            ? [OutputLine.OfImage(text.Trim())]
            : Lines(text);
    }

    private static IEnumerable<OutputLine> Lines(string text) =>
        text.TrimEnd('\n').Split('\n').Select(line => new OutputLine(line));
}
