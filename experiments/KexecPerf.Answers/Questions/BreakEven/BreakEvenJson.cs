using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>The JSON form of the answer.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower
)]
[JsonSerializable(typeof(BreakEvenAnswer))]
internal sealed partial class BreakEvenJson : JsonSerializerContext;
