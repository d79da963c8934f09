using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>What a log says about one kexec reboot.</summary>
internal sealed record RebootLog
{
    /// <summary>As told by its messages, else as given; null where neither tells.</summary>
    public required Architecture? Architecture { get; init; }

    /// <summary>CPUs, as the kernel brought them up or as they went; null where not told.</summary>
    public required int? Cpus { get; init; }

    /// <summary>In the order of shutdown.</summary>
    public required IReadOnlyList<DeviceLine> Devices { get; init; }

    /// <summary>
    /// In the order in which they went; none on x86, which stops them without a message.
    /// </summary>
    public required IReadOnlyList<CpuLine> CpusOff { get; init; }

    /// <summary>
    /// What is missing of the reboot's messages, each in some words; none in a whole log.
    /// </summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>What a console takes for a character; null where nothing shows.</summary>
    public ConsoleTime? Console { get; init; }

    /// <summary>What was taken off the times for a console, in microseconds.</summary>
    public double PrintingTakenOff { get; init; }

    /// <summary>
    /// The next kernel's start, or else that of the old one; null where the log holds none.
    /// </summary>
    public KernelStart? Start { get; init; }

    /// <summary>Whether <see cref="Start"/> is the next kernel's.</summary>
    public bool StartIsNext { get; init; }

    /// <summary>
    /// Microseconds from the old kernel's last message to the zero of the next one's clock, by the
    /// clock of who took the log down; null where there is none.
    /// </summary>
    public long? BetweenKernels { get; init; }

    /// <summary>Whether the times are the kernel's own.</summary>
    public required bool IsOwnTime { get; init; }

    /// <summary>Digits of the second in the times.</summary>
    public required int FractionDigits { get; init; }
}
