using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>What a host says of how it came to run its kernel.</summary>
/// <param name="WasKexec">Null: nothing tells.</param>
/// <param name="Why">What tells it, as a clause, or what would.</param>
internal sealed record LastReboot(bool? WasKexec, string Why)
{
    /// <summary>
    /// From the end of the system before to the first user space of this kernel, between two wall
    /// clocks: the later one is set from a clock of whole seconds. 0 to 1 h; null: not known.
    /// </summary>
    public SimTime? Whole { get; init; }

    /// <summary>Whether that begins with systemd's last act before the system call, not with the
    /// journal's last line, behind which file systems are unmounted.</summary>
    public bool FromSystemCall { get; init; }

    /// <summary>
    /// From this kernel's time zero to its first user space, 0 to 1 h; null: not known.
    /// </summary>
    public SimTime? Kernel { get; init; }
}
