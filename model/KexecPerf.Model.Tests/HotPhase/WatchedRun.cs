using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>A run with everything noted, and an observer in the simulation who asks at given instants how many pages are done.</summary>
internal sealed class WatchedRun
{
    private readonly List<TimelineSlice> _timeline = [];

    public WatchedRun(
        LoadedImage loaded,
        MachineDraw draw,
        IReadOnlyList<BandwidthTaker> takers,
        CopyMode mode,
        IEnumerable<long> instants
    )
    {
        var record = new HotPhaseRecord
        {
            Timeline = _timeline,
            Takers = takers,
            Copied = Copied,
            Hashed = Hashed,
        };
        var run = new HotPhaseRun(loaded, draw, mode, record);
        run.Sim.Process(Observe(run.Sim, mode, instants));
        Outcome = HotPhaseSimulation.Run(run);
    }

    public HotPhaseOutcome Outcome { get; }

    public IReadOnlyList<TimelineSlice> Timeline => _timeline;

    public PageTimes Copied { get; } = new();

    public PageTimes Hashed { get; } = new();

    /// <summary>What the observer saw: instant, pages copied, pages hashed.</summary>
    public List<(long Instant, long Copied, long Hashed)> Seen { get; } = [];

    /// <summary>Page by page what has happened is counted; nothing else is asked.</summary>
    private IEnumerable<Event> Observe(Simulation sim, CopyMode mode, IEnumerable<long> instants)
    {
        foreach (long instant in instants)
        {
            yield return sim.Delay(instant - sim.NowPs);
            var now = new SimTime(sim.NowPs);
            Seen.Add(
                mode == CopyMode.PageExact
                    ? (instant, Copied.Count, Hashed.Count)
                    : (instant, Copied.DoneBefore(now), Hashed.DoneBefore(now))
            );
        }
    }
}
