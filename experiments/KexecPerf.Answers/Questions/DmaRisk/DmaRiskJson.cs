using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>The JSON form of the answer.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DmaRiskAnswer))]
internal sealed partial class DmaRiskJson : JsonSerializerContext;
