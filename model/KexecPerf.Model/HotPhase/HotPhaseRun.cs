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
    /// <summary>Page ends come after everything else of their instant, so that an observer sees a page copied only afterwards.</summary>
    private const int PageEnd = 1;

    private readonly CopyMode _mode;
    private HashCosts? _hashCosts;

    private readonly ICollection<TimelineSlice>? _timeline;

    public HotPhaseRun(
        LoadedImage loaded,
        MachineDraw draw,
        CopyMode mode,
        ICollection<TimelineSlice>? timeline
    )
    {
        _timeline = timeline;
        _mode = mode;
        Loaded = loaded;
        Draw = draw;
        EntryCosts = new EntryCosts(draw, loaded.Scenario.Kernel);
        Levels = new CacheLevels(draw);
        Walk = mode == CopyMode.PageExact ? new PageWalk(this) : new ExtentWalk(this);
    }

    public Simulation Sim { get; } = new();

    public LoadedImage Loaded { get; }

    public MachineDraw Draw { get; }

    public EntryCosts EntryCosts { get; }

    /// <summary>x86 only.</summary>
    public HashCosts HashCosts => _hashCosts ??= new HashCosts(Draw, Scenario.Kernel);

    public CacheLevels Levels { get; }

    public IImageWalk Walk { get; }

    public Scenario Scenario => Loaded.Scenario;

    /// <summary>Set by CPU shutdown when a CPU never answers; nothing runs after it.</summary>
    public bool CpuStopHang { get; set; }

    /// <summary>A drawn duration in picoseconds, as the engine wants it.</summary>
    public long Picoseconds(MachineParameter parameter) => Draw.Duration(parameter).Picoseconds;

    /// <summary>Time for a size at a drawn rate, in picoseconds.</summary>
    public long Picoseconds(MachineParameter rate, ByteSize size) =>
        Draw.Rate(rate).TimeFor(size).Picoseconds;

    /// <summary>Notes what an actor did from a time until now, where somebody wants to see it.</summary>
    public void Note(string actor, int number, string name, long startPs) =>
        _timeline?.Add(
            new TimelineSlice(
                FormattableString.Invariant($"{actor} {number}"),
                name,
                new SimTime(startPs),
                new SimTime(Sim.NowPs)
            )
        );

    /// <summary>Notes a phase of the rebooting CPU.</summary>
    public void NotePhase(Phase phase, long startPs) =>
        _timeline?.Add(
            new TimelineSlice(
                TimelineSlice.RebootCpu,
                phase.Key(),
                new SimTime(startPs),
                new SimTime(Sim.NowPs)
            )
        );

    /// <summary>Waits for batches of pages: an event a page, or one for all of them.</summary>
    public IEnumerable<Event> WaitFor(IEnumerable<PageBatch> batches)
    {
        if (_mode == CopyMode.PageExact)
        {
            foreach (PageBatch batch in batches)
            {
                yield return Sim.Delay(batch.Cost, PageEnd);
            }

            yield break;
        }

        long total = 0;
        foreach (PageBatch batch in batches)
        {
            total += batch.Pages * batch.Cost;
        }

        yield return Sim.Delay(total, PageEnd);
    }
}
