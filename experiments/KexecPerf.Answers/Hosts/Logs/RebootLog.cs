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
