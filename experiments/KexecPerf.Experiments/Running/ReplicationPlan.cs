namespace KexecPerf.Experiments.Running;

/// <summary>How many paired replications: a fixed number, or until the Monte Carlo error is reached.</summary>
/// <param name="Seed">Root seed of all streams.</param>
/// <param name="Replications">Fixed number; null to stop at the precision.</param>
/// <param name="Precision">Relative Monte Carlo error to stop at.</param>
internal sealed record ReplicationPlan(ulong Seed, int? Replications, double Precision)
{
    /// <summary>No more than this many.</summary>
    public const int Most = 4096;

    /// <summary>The error is looked at after this many, and each doubling.</summary>
    public const int First = 128;
}
