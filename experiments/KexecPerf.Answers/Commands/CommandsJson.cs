using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Commands;

/// <summary>The JSON forms of what commands tell that answer no question.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower
)]
[JsonSerializable(typeof(MachinesList))]
[JsonSerializable(typeof(MachineReport))]
[JsonSerializable(typeof(MachineCheck))]
[JsonSerializable(typeof(KernelsList))]
[JsonSerializable(typeof(KernelReport))]
[JsonSerializable(typeof(DistrosReport))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(HostReport))]
internal sealed partial class CommandsJson : JsonSerializerContext;
