using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Studies.Sweeps;

/// <summary>The JSON forms of what sweeps print and write.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SweepReport))]
[JsonSerializable(typeof(DryRunReport))]
[JsonSerializable(typeof(SubmissionReport))]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class SweepsJson : JsonSerializerContext
{
    public static SweepsJson Shared { get; } = new(JsonForm.Options());
}
