using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Questions;

/// <summary>The largest phase of each side's hot phase; null where it takes no time.</summary>
internal sealed record Dominating(
    [property: JsonPropertyName(SideKeys.PageList)] string? A,
    [property: JsonPropertyName(SideKeys.Cma)] string? B
);
