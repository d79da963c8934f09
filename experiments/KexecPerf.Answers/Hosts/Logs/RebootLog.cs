using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>What a log says about one kexec reboot.</summary>
/// <param name="Architecture">As told by its messages; null where none tells.</param>
/// <param name="Cpus">CPUs, counted as they went or as the kernel brought them up; null where not told.</param>
/// <param name="Devices">In the order of shutdown.</param>
/// <param name="CpusOff">In the order in which they went; none on x86, which stops them without a message.</param>
internal sealed record RebootLog(
    Architecture? Architecture,
    int? Cpus,
    IReadOnlyList<DeviceLine> Devices,
    IReadOnlyList<CpuLine> CpusOff
);

/// <summary>A device that was shut down.</summary>
/// <param name="Driver">Driver, or bus where it has none.</param>
/// <param name="Name">Name on its bus.</param>
/// <param name="Microseconds">From its line to the next one's.</param>
internal sealed record DeviceLine(string Driver, string Name, long Microseconds);

/// <summary>A CPU that went off.</summary>
/// <param name="Number">Its number.</param>
/// <param name="TeardownMicroseconds">From the CPU before to its own shutdown message, or else to its end.</param>
/// <param name="FirmwareMicroseconds">From there until the firmware said off; null where the log does not part the two.</param>
internal sealed record CpuLine(int Number, long TeardownMicroseconds, long? FirmwareMicroseconds);
