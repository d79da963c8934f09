namespace KexecPerf.Model.HotPhase;

/// <summary>What is noted of a run beside its outcome. What is null is not noted, and costs nothing.</summary>
public sealed record HotPhaseRecord
{
    /// <summary>What every actor did.</summary>
    public ICollection<TimelineSlice>? Timeline { get; init; }

    /// <summary>Devices that take memory bandwidth while the copy runs.</summary>
    public IReadOnlyList<BandwidthTaker> Takers { get; init; } = [];

    /// <summary>When each page was copied.</summary>
    public PageTimes? Copied { get; init; }

    /// <summary>When the purgatory had read each page.</summary>
    public PageTimes? Hashed { get; init; }
}
