using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Tracing;

/// <summary>The JSON form of a timeline.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower
)]
[JsonSerializable(typeof(ChromeTrace))]
internal sealed partial class TracingJson : JsonSerializerContext;
