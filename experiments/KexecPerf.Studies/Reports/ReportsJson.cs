using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Studies.Reports;

/// <summary>The JSON form of what was reported.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ReportedStudies))]
internal sealed partial class ReportsJson : JsonSerializerContext
{
    public static ReportsJson Shared { get; } = new(JsonForm.Options());
}
