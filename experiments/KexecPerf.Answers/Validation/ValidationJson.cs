using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Validation;

/// <summary>The JSON form of a validation.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower
)]
[JsonSerializable(typeof(ValidationReport))]
[JsonSerializable(typeof(PredictionReport))]
internal sealed partial class ValidationJson : JsonSerializerContext;
