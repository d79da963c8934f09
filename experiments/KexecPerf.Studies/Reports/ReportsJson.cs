using System.Text.Json.Serialization;

namespace KexecPerf.Studies.Reports;

/// <summary>The JSON forms of what was swept and reported.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower
)]
[JsonSerializable(typeof(SweepReport))]
[JsonSerializable(typeof(ReportedStudies))]
internal sealed partial class ReportsJson : JsonSerializerContext;
