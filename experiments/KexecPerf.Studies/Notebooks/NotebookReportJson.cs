using System.Text.Json.Serialization;

namespace KexecPerf.Studies.Notebooks;

/// <summary>The JSON form of how notebooks fared.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower
)]
[JsonSerializable(typeof(NotebookReport))]
internal sealed partial class NotebookReportJson : JsonSerializerContext;
