using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>The JSON form of the answer.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DmaRiskAnswer))]
internal sealed partial class DmaRiskJson : JsonSerializerContext
{
    public static DmaRiskJson Shared { get; } = new(JsonForm.Options());
}
