using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace KexecPerf.Experiments.Notebooks;

/// <summary>
/// A cell's outputs as lines to compare: what a reader sees of them, not how the JSON is written. Counts of executions are
/// left out.
/// </summary>
internal static class OutputLines
{
    /// <summary>The lines, with one before each part that names its type.</summary>
    public static List<string> Of(JsonArray outputs) => [.. outputs.SelectMany(Of)];

    private static IEnumerable<string> Of(JsonNode? output)
    {
        string type = NotebookFormat.Text((output as JsonObject)?["output_type"]) ?? "";
        if (type == "stream")
        {
            string name = NotebookFormat.Text(output!["name"]) ?? "";
            string text = NotebookFormat.Text(output["text"]) ?? "";
            return [$"[{name}]", .. text.TrimEnd('\n').Split('\n')];
        }

        return (output as JsonObject)?["data"] is JsonObject data
            ? data.OrderBy(d => d.Key, StringComparer.Ordinal)
                .SelectMany(d => (string[])[$"[{type} {d.Key}]", .. Form(d.Key, d.Value)])
            : [output?.ToJsonString() ?? "null"];
    }

    private static IEnumerable<string> Form(string type, JsonNode? data)
    {
        string text = NotebookFormat.Text(data) ?? data?.ToJsonString() ?? "null";
        return type.StartsWith("image/", StringComparison.Ordinal)
            ? [Image(text)]
            : text.TrimEnd('\n').Split('\n');
    }

    /// <summary>Nobody reads base64; that two images differ is all a line can say.</summary>
    private static string Image(string base64)
    {
        byte[] hash = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(base64.Trim()));
        return "an image, SHA-256 " + Convert.ToHexStringLower(hash)[..16];
    }
}
