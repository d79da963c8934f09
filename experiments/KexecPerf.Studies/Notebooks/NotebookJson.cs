using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KexecPerf.Studies.Notebooks;

/// <summary>
/// JSON as Jupyter's nbformat writes it, so that a notebook saved there and one run here differ in nothing but outputs: keys
/// sorted, one space of indent, long text as a list of lines, a newline at the end.
/// </summary>
internal static class NotebookJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of a file.</summary>
    public static string Write(JsonObject root) => Sorted(root)!.ToJsonString(Options) + "\n";

    /// <summary>Text as a list of lines, each with its newline.</summary>
    public static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (int start = 0; start < text.Length; )
        {
            int end = text.IndexOf('\n', start) + 1;
            string line = end == 0 ? text[start..] : text[start..end];
            lines.Add((JsonNode)line);
            start += line.Length;
        }

        return lines;
    }

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject o => new JsonObject(
                o.OrderBy(m => m.Key, StringComparer.Ordinal)
                    .Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))
            ),
            JsonArray a => new JsonArray([.. a.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
}
