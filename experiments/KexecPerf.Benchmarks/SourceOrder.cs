namespace KexecPerf.Benchmarks;

/// <summary>How the sources of a page list of 262,144 pages lie.</summary>
public enum SourceOrder
{
    /// <summary>As the model lays them on a host that has just booted.</summary>
    Idle,

    /// <summary>592 runs, no two neighbours of one length.</summary>
    UnequalRuns,

    /// <summary>Every page a run of its own, as on a host whose free memory is all single pages.</summary>
    SinglePages,

    /// <summary>Every page a run of its own and every second one its own destination, so that nothing can be put together.</summary>
    OwnByTurns,
}
