using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Memory;

/// <summary>The state of memory at load, as far as the hot phase depends on it.</summary>
public sealed record MemoryState
{
    /// <summary>Mean length in pages of runs of source pages that follow one another, as counted in a 7.2 kernel.</summary>
    public static Quantity IdleSourceRun { get; } =
        new(
            250,
            600,
            1300,
            Evidence.Measured,
            "page lists of a 7.2.13 kernel on an idle 6 GiB guest: 16-528 runs for 5,000-265,000 pages",
            null
        );

    /// <summary>RAM.</summary>
    public required ByteSize Ram { get; init; }

    /// <summary>Size of the default CMA area; 0: none.</summary>
    public required ByteSize CmaArea { get; init; }

    /// <summary>Probability that a segment which the rules send to CMA gets its place; an input until memory is simulated.</summary>
    public double CmaSuccess { get; init; } = 1;

    /// <summary>Whether the area was used since boot, so that its pages hold old content.</summary>
    public bool CmaDirty { get; init; }

    /// <summary>From 0 (idle host, long runs) to 1 (no two source pages follow one another).</summary>
    public double Fragmentation { get; init; }

    /// <summary>Entries of the page list that are their own destination, from 0 to 1; an input until memory is simulated.</summary>
    public double OwnDestination { get; init; }
}
