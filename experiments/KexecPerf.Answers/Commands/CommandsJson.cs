using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Commands;

/// <summary>The JSON forms of what commands tell that answer no question.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(MachinesList))]
[JsonSerializable(typeof(MachineReport))]
[JsonSerializable(typeof(MachineCheck))]
[JsonSerializable(typeof(KernelsList))]
[JsonSerializable(typeof(KernelReport))]
[JsonSerializable(typeof(DoctorReport))]
internal sealed partial class CommandsJson : JsonSerializerContext
{
    public static CommandsJson Shared { get; } = new(JsonForm.Options());
}
