using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>The JSON form of the answer.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(BreakEvenAnswer))]
internal sealed partial class BreakEvenJson : JsonSerializerContext
{
    public static BreakEvenJson Shared { get; } = new(JsonForm.Options());
}
