using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Tracing;

/// <summary>The JSON form of a timeline.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChromeTrace))]
internal sealed partial class TracingJson : JsonSerializerContext;
