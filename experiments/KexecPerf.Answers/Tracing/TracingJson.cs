using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Tracing;

/// <summary>The JSON form of a timeline.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ChromeTrace))]
internal sealed partial class TracingJson : JsonSerializerContext
{
    public static TracingJson Shared { get; } = new(JsonForm.Options());
}
