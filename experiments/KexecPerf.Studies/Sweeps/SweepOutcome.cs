namespace KexecPerf.Studies.Sweeps;

/// <summary>What a sweep did, and what is left.</summary>
/// <param name="Runs">Kexecs simulated by this process.</param>
/// <param name="Seconds">How long that took.</param>
/// <param name="Failed">Blocks that failed.</param>
internal sealed record SweepOutcome(long Runs, double Seconds, int Failed)
{
    /// <summary>Speed of this process.</summary>
    public double RunsPerSecond => Seconds > 0 ? Runs / Seconds : 0;

    /// <summary>Both together; failures of the same sweep are counted from its start.</summary>
    public SweepOutcome Then(SweepOutcome next) =>
        new(Runs + next.Runs, Seconds + next.Seconds, next.Failed);
}
