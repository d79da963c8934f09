using System.Text.Json.Nodes;
using KexecPerf.Answers.Schemas;

namespace KexecPerf.Answers.Commands;

/// <summary>JSON Schemas of what commands tell that answer no question.</summary>
internal static class CommandSchemas
{
    /// <summary>By output.</summary>
    public static IReadOnlyDictionary<string, Func<JsonObject>> All { get; } =
        new Dictionary<string, Func<JsonObject>>
        {
            ["machines-list"] = () =>
                OutputSchema.Of(MachinesList.Key, CommandsJson.Default.MachinesList),
            ["machines-show"] = () =>
                OutputSchema.Of(MachineReport.Key, CommandsJson.Default.MachineReport),
            ["machines-check"] = () =>
                OutputSchema.Of(MachineCheck.Key, CommandsJson.Default.MachineCheck),
            ["kernels-list"] = () =>
                OutputSchema.Of(KernelsList.Key, CommandsJson.Default.KernelsList),
            ["kernels-show"] = () =>
                OutputSchema.Of(KernelReport.Key, CommandsJson.Default.KernelReport),
            ["distros"] = () =>
                OutputSchema.Of(DistrosReport.Key, CommandsJson.Default.DistrosReport),
            ["doctor-host"] = () =>
                OutputSchema.Of(HostReport.Key, CommandsJson.Default.HostReport),
            ["doctor"] = () => OutputSchema.Of(DoctorReport.Key, CommandsJson.Default.DoctorReport),
        };
}
