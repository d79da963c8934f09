using System.Text.Json.Nodes;

namespace KexecPerf.Answers.Documents;

/// <summary>Arrays of texts.</summary>
internal static class JsonTexts
{
    /// <summary>In the order given.</summary>
    public static JsonArray Of(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)t)];
}
