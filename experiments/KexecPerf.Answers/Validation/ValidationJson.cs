using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Validation;

/// <summary>The JSON form of a validation.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ValidationReport))]
internal sealed partial class ValidationJson : JsonSerializerContext;
