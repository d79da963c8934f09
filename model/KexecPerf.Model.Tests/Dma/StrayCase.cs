using KexecPerf.Model.Dma;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Tests.Dma;

/// <summary>A kexec of the round machine with everything noted that decides what a write does.</summary>
internal sealed class StrayCase
{
    public StrayCase(
        Scenario scenario,
        CopyMode mode = CopyMode.Extents,
        DmaPolicy? policy = null,
        params BandwidthTaker[] takers
    )
        : this(scenario.Laid(MachineDraw.Medians(scenario.Machine)), mode, policy, takers) { }

    public StrayCase(
        LoadedImage loaded,
        CopyMode mode = CopyMode.Extents,
        DmaPolicy? policy = null,
        params BandwidthTaker[] takers
    )
    {
        MachineDraw draw = MachineDraw.Medians(loaded.Scenario.Machine);
        Loaded = loaded;
        var record = new HotPhaseRecord
        {
            Copied = new PageTimes(),
            Hashed = new PageTimes(),
            Takers = takers,
        };
        Outcome = HotPhaseSimulation.Run(Loaded, draw, mode, record);
        Timeline = new StrayTimeline(
            Loaded,
            Outcome,
            record.Copied,
            record.Hashed,
            policy ?? new DmaPolicy()
        );
    }

    public LoadedImage Loaded { get; }

    public HotPhaseOutcome Outcome { get; }

    public StrayTimeline Timeline { get; }

    public long Pages => Loaded.Segments.Sum(s => s.Segment.Pages.Pages);

    public StrayRisk Risk(DrawnDevice device) =>
        StrayRisk.Of(device, Timeline, Loaded.Layout, Loaded.AreaPages);

    /// <summary>Writes for ever, unless the policy says otherwise, anywhere among its pages.</summary>
    public static DrawnDevice Poisson(double writesASecond, long pages) =>
        new()
        {
            Device = DmaDevices.Generic,
            Pages = pages,
            ClusterPages = 1,
            Writes = writesASecond,
            DrainPs = 0,
            StillWriting = 1,
            FreedWhileActive = 0,
            Bandwidth = 0,
        };

    /// <summary>So many writes under way.</summary>
    public static DrawnDevice Queue(double writes, double drainPs, long pages) =>
        Poisson(writes, pages) with
        {
            Device = DmaDevices.Nvme,
            DrainPs = drainPs,
        };
}
