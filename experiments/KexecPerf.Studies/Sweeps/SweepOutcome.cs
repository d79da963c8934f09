namespace KexecPerf.Studies.Sweeps;

/// <summary>What a sweep did, and what is left.</summary>
/// <param name="Runs">Kexecs simulated by this process.</param>
/// <param name="Seconds">How long that took.</param>
/// <param name="Failed">Blocks that failed.</param>
/// <param name="Damaged">Files that were damaged and are made anew, in order.</param>
internal sealed record SweepOutcome(
    long Runs,
    double Seconds,
    int Failed,
    IReadOnlyList<string> Damaged
)
{
    /// <summary>Of a sweep that had nothing to do.</summary>
    public static SweepOutcome Nothing { get; } = new(0, 0, 0, []);

    /// <summary>Speed of this process.</summary>
    public double RunsPerSecond => Seconds > 0 ? Runs / Seconds : 0;
}
