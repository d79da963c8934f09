using KexecPerf.Model.Caches;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>What the phases of one run share: the simulation, this replication's machine, the loaded image and the cache.</summary>
internal sealed class HotPhaseRun
{
    public HotPhaseRun(LoadedImage loaded, MachineDraw draw)
    {
        Loaded = loaded;
        Draw = draw;
        Costs = new CopyCosts(draw, loaded.Scenario.Kernel.BatchRuns);
        Pages = new ImagePages(loaded);
        Cache = new LastLevelCacheState(draw, Pages.Count);
    }

    public Simulation Sim { get; } = new();

    public LoadedImage Loaded { get; }

    public MachineDraw Draw { get; }

    public CopyCosts Costs { get; }

    public ImagePages Pages { get; }

    public LastLevelCacheState Cache { get; }

    public Scenario Scenario => Loaded.Scenario;

    /// <summary>Set by CPU shutdown when a CPU never answers; nothing runs after it.</summary>
    public bool CpuStopHang { get; set; }

    /// <summary>A drawn duration in picoseconds, as the engine wants it.</summary>
    public long Picoseconds(MachineParameter parameter) => Draw.Duration(parameter).Picoseconds;

    /// <summary>Time for a size at a drawn rate, in picoseconds.</summary>
    public long Picoseconds(MachineParameter rate, ByteSize size) =>
        Draw.Rate(rate).TimeFor(size).Picoseconds;
}
