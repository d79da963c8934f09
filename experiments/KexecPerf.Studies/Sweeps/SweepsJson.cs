using System.Text.Json.Serialization;

namespace KexecPerf.Studies.Sweeps;

/// <summary>The JSON forms of what sweeps print and write.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower
)]
[JsonSerializable(typeof(DryRunReport))]
[JsonSerializable(typeof(SubmissionReport))]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class SweepsJson : JsonSerializerContext;
