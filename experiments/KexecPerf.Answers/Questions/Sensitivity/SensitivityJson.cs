using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>The JSON form of the answer.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SensitivityAnswer))]
internal sealed partial class SensitivityJson : JsonSerializerContext
{
    public static SensitivityJson Shared { get; } = new(JsonForm.Options());
}
