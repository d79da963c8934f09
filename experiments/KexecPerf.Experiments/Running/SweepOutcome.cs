namespace KexecPerf.Experiments.Running;

/// <summary>What a sweep did, and what is left.</summary>
/// <param name="Runs">Kexecs simulated by this process.</param>
/// <param name="Seconds">How long that took.</param>
/// <param name="Failed">Blocks that failed.</param>
internal sealed record SweepOutcome(long Runs, double Seconds, int Failed)
{
    /// <summary>Speed of this process.</summary>
    public double RunsPerSecond => Seconds > 0 ? Runs / Seconds : 0;
}
