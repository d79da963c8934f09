using System.Text.Json.Serialization;
using KexecPerf.Answers.Hosts.Logs;

namespace KexecPerf.Answers.Calibration;

/// <summary>What a log tells, as <c>calibrate</c> prints it.</summary>
/// <param name="Devices">Devices that were shut down.</param>
/// <param name="DeviceShutdownMs">Their time, without a console's.</param>
/// <param name="CpusOff">CPUs that went off.</param>
/// <param name="Missing">What is missing of the reboot; empty for a whole log.</param>
/// <param name="Clock"><c>kernel</c>, or <c>prefix</c> where the kernel stamped no message.</param>
/// <param name="ConsoleUsPerCharacter">What a console took; null where nothing shows.</param>
/// <param name="ConsoleBaud">
/// The serial line's speed, if it is one; then its time is taken off.
/// </param>
/// <param name="ConsoleTakenOffMs">What was taken off.</param>
/// <param name="EarlyBootMs">A kernel's start as logged, a console's time included.</param>
/// <param name="EarlyBootEnd">The message that ends it.</param>
/// <param name="CpuBringUpMs">Of it, the secondary CPUs' start.</param>
/// <param name="Initcalls">Of it, initcalls that returned (initcall_debug).</param>
/// <param name="InitcallsMs">Their sum.</param>
/// <param name="LongestInitcall">The longest one.</param>
/// <param name="LongestInitcallMs">Its time.</param>
/// <param name="BetweenKernelsMs">Between the kernels' messages, by a clock before them.</param>
internal sealed record LogFigures(
    int Devices,
    double DeviceShutdownMs,
    int CpusOff,
    IReadOnlyList<string> Missing,
    string Clock,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        double? ConsoleUsPerCharacter,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ConsoleBaud,
    double ConsoleTakenOffMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? EarlyBootMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EarlyBootEnd,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? CpuBringUpMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Initcalls,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? InitcallsMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LongestInitcall,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        double? LongestInitcallMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? BetweenKernelsMs
)
{
    /// <summary>Of a log.</summary>
    public static LogFigures Of(RebootLog log)
    {
        KernelStart? calls = log.Start is { Initcalls: > 0 } start ? start : null;
        return new LogFigures(
            log.Devices.Count,
            log.Devices.Sum(d => (double)d.Microseconds) / 1e3,
            log.CpusOff.Count,
            log.Missing,
            log.IsOwnTime ? "kernel" : "prefix",
            log.Console?.MicrosecondsPerCharacter,
            log.Console?.Baud,
            log.PrintingTakenOff / 1e3,
            log.Start?.Microseconds / 1e3,
            log.Start?.EndedBy,
            log.Start?.BringUp / 1e3,
            calls?.Initcalls,
            calls?.InitcallMicroseconds / 1e3,
            calls?.LongestInitcall,
            calls?.LongestMicroseconds / 1e3,
            log.BetweenKernels / 1e3
        );
    }
}
