using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>The JSON form of the answer.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower
)]
[JsonSerializable(typeof(DmaRiskAnswer))]
internal sealed partial class DmaRiskJson : JsonSerializerContext;
