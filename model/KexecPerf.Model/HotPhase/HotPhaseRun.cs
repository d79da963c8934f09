using KexecPerf.Model.Caches;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>What the phases of one run share: the simulation, this replication's machine, the loaded image and the cache.</summary>
internal sealed class HotPhaseRun
{
    /// <summary>Page ends come after everything else of their instant, so that an observer sees a page copied only afterwards.</summary>
    private const int PageEndPriority = 1;

    private readonly long[] _endPs = new long[PhaseNames.All.Count];
    private readonly FarMemory _far;
    private HashCosts? _hashCosts;

    public HotPhaseRun(LoadedImage loaded, MachineDraw draw, CopyMode mode, HotPhaseRecord record)
    {
        Record = record;
        Loaded = loaded;
        ActsByCpu = mode == CopyMode.PageExact || record.Timeline is not null;
        Draw = draw;
        _far = FarMemory.Of(draw, loaded.Layout.Numa.FarShare);
        EntryCosts = new EntryCosts(draw, Scenario.Kernel, Scenario.PageSize, _far);
        Levels = new CacheLevels(draw, loaded.Scenario.PageSize);
        Host = HostPages.Of(Scenario.Memory.Backing, Scenario.PageSize);
        FaultPs = Host is { } host ? host.Faults * Picoseconds(host.Fault) : 0;
        IsSourceWarm = Scenario.SourceCache switch
        {
            SourceCache.Warm => true,
            SourceCache.Simulated or SourceCache.Cold => false,
        };
        Walk = mode switch
        {
            CopyMode.Extents => new ExtentWalk(this),
            CopyMode.PageExact => new PageWalk(this),
        };
    }

    public Simulation Sim { get; } = new();

    public HotPhaseRecord Record { get; }

    /// <summary>Whether each CPU that stops is a process: where somebody looks at each.</summary>
    public bool ActsByCpu { get; }

    public LoadedImage Loaded { get; }

    public MachineDraw Draw { get; }

    public EntryCosts EntryCosts { get; }

    /// <summary>Pages of a host that has not backed all memory; null elsewhere.</summary>
    public HostPages? Host { get; }

    /// <summary>Added to the copy of a page by the host's faults, if it is the first write.</summary>
    public long FaultPs { get; }

    /// <summary>x86 only.</summary>
    public HashCosts HashCosts => _hashCosts ??= new HashCosts(Draw, Scenario.Kernel, _far);

    public CacheLevels Levels { get; }

    public IImageWalk Walk { get; }

    public Scenario Scenario => Loaded.Scenario;

    /// <summary>Whether every source is cached when it is copied, whatever the simulation says.</summary>
    public bool IsSourceWarm { get; }

    /// <summary>
    /// Whether a CPU loaded that has another last-level cache, so that CPU 0's holds nothing of the
    /// image; drawn once a replication.
    /// </summary>
    public bool IsLoadedElsewhere =>
        Scenario.SameCacheChance is < 1 and var chance
        && Draw.Stream("load.cache").NextUniform() >= chance;

    /// <summary>Bandwidth that devices take from the copy; null: none.</summary>
    public BandwidthTaken? Taken { get; private set; }

    /// <summary>Set by CPU shutdown when a CPU never answers; nothing runs after it.</summary>
    public bool CpuStopHang { get; set; }

    /// <summary>A drawn duration in picoseconds, as the engine wants it.</summary>
    public long Picoseconds(MachineParameter parameter) => Draw.Duration(parameter).Picoseconds;

    /// <summary>Time for a size at a drawn rate, in picoseconds.</summary>
    public long Picoseconds(MachineParameter rate, ByteSize size) =>
        Draw.Rate(rate).TimeFor(size).Picoseconds;

    /// <summary>Notes what an actor did from a time until now, where somebody wants to see it.</summary>
    public void Note(string actor, int number, string name, long startPs) =>
        Record.Timeline?.Add(
            new TimelineSlice(
                FormattableString.Invariant($"{actor} {number}"),
                name,
                new SimTime(startPs),
                new SimTime(Sim.NowPs)
            )
        );

    /// <summary>The copy starts: what takes bandwidth from it is known now.</summary>
    public void StartCopy()
    {
        if (Record.Takers.Count > 0)
        {
            Taken = new BandwidthTaken([
                .. Record.Takers.Select(t =>
                    (t, _endPs[(int)(t.FromCpusStopped ? Phase.CpuShutdown : Phase.DeviceShutdown)])
                ),
            ]);
        }
    }

    /// <summary>A phase ended now.</summary>
    public void Ended(Phase phase) => _endPs[(int)phase] = Sim.NowPs;

    /// <summary>Notes a phase of the rebooting CPU.</summary>
    public void NotePhase(Phase phase, long startPs) =>
        Record.Timeline?.Add(
            new TimelineSlice(
                TimelineSlice.RebootCpu,
                phase.Key(),
                new SimTime(startPs),
                new SimTime(Sim.NowPs)
            )
        );

    /// <summary>Waits for pages.</summary>
    public Event PageEnd(long picoseconds) => Sim.Delay(picoseconds, PageEndPriority);
}
