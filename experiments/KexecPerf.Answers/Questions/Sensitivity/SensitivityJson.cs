using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>The JSON form of the answer.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower
)]
[JsonSerializable(typeof(SensitivityAnswer))]
internal sealed partial class SensitivityJson : JsonSerializerContext;
