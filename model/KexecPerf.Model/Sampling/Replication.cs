namespace KexecPerf.Model.Sampling;

/// <summary>
/// Which machine of a kind is drawn, and which of its runs. A null machine has every number at its
/// median, a null run is without noise. The same number draws the same machine, or run, beside any
/// other.
/// </summary>
/// <param name="Seed">Root seed of all streams.</param>
/// <param name="Machine">Number of the machine.</param>
/// <param name="Run">Number of the run.</param>
/// <param name="Key">
/// Before the names of streams: those of another key share nothing with them.
/// </param>
public readonly record struct Replication(ulong Seed, long? Machine, long? Run, string Key = "")
{
    /// <summary>A stream of a machine or a run.</summary>
    internal RandomStream Stream(long? index, string name) => new(Seed, index ?? 0, Key + name);
}
