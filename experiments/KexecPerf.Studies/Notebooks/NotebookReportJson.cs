using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Studies.Notebooks;

/// <summary>The JSON form of how notebooks fared.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(NotebookReport))]
internal sealed partial class NotebookReportJson : JsonSerializerContext
{
    public static NotebookReportJson Shared { get; } = new(JsonForm.Options());
}
