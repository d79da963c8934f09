using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Runs;

/// <summary>The outcomes of several scenarios, replication by replication. Times are those of kexecs that no CPU hung.</summary>
internal sealed class PairedOutcomes
{
    private readonly int[] _index;
    private readonly IReadOnlyList<IReadOnlyList<HotPhaseOutcome>> _outcomes;

    public PairedOutcomes(
        ReplicationPlan plan,
        int[] index,
        IReadOnlyList<IReadOnlyList<HotPhaseOutcome>> outcomes,
        int count
    )
    {
        Plan = plan;
        Count = count;
        _index = index;
        _outcomes = outcomes;
        Watched = Sample(0, plan.Watched);
        MonteCarloErrorPercent = PairedSample.ErrorPercent(Watched, plan.Level) ?? 100;
    }

    /// <summary>The plan that was run.</summary>
    public ReplicationPlan Plan { get; }

    /// <summary>Replications done.</summary>
    public int Count { get; }

    /// <summary>What the plan watches, ms.</summary>
    public IReadOnlyCollection<double> Watched { get; }

    /// <summary>
    /// Half-width of the 95 % interval of the median of what is watched, relative to it; 100 where there is no such interval.
    /// </summary>
    public double MonteCarloErrorPercent { get; }

    /// <summary>Whether two scenarios were the same simulation.</summary>
    public bool AreSame(int a, int b) => _index[a] == _index[b];

    /// <summary>A scenario's outcome in a replication.</summary>
    public HotPhaseOutcome this[int scenario, int replication] =>
        _outcomes[_index[scenario]][replication];

    /// <summary>Milliseconds of something in a scenario, over replications.</summary>
    public List<double> Sample(int scenario, Func<HotPhaseOutcome, SimTime> of) =>
        PairedSample.Milliseconds(Times(scenario, of));

    /// <summary>Median and 90 % of outcomes of something in a scenario, ms.</summary>
    public Interval Milliseconds(int scenario, Func<HotPhaseOutcome, SimTime> of) =>
        Interval.Of(Sample(scenario, of));

    /// <summary>Paired ratio a over b; exactly 1 where both are the same.</summary>
    public Interval Ratio(int a, int b, Func<HotPhaseOutcome, SimTime> of) =>
        Interval.Of(PairedSample.Ratios(Times(a, of), Times(b, of)));

    /// <summary>Paired difference a - b, ms.</summary>
    public Interval Difference(int a, int b, Func<HotPhaseOutcome, SimTime> of) =>
        Interval.Of([.. Differences(a, b, of)]);

    /// <summary>Paired differences a - b, ms.</summary>
    public IEnumerable<double> Differences(int a, int b, Func<HotPhaseOutcome, SimTime> of) =>
        PairedSample.Differences(Times(a, of), Times(b, of));

    /// <summary>Something on both sides, picoseconds, over replications.</summary>
    public IEnumerable<(double A, double B)> Pairs(
        int a,
        int b,
        Func<HotPhaseOutcome, SimTime> of
    ) => PairedSample.Pairs(Times(a, of), Times(b, of)).Select(p => ((double)p.A, (double)p.B));

    /// <summary>Median and 90 % of a count over replications.</summary>
    public Interval Counted(int scenario, Func<HotPhaseOutcome, long> of) =>
        Counted(scenario, _ => true, of);

    /// <summary>Median and 90 % of a count over replications in which something holds.</summary>
    public Interval Counted(
        int scenario,
        Func<HotPhaseOutcome, bool> holds,
        Func<HotPhaseOutcome, long> of
    ) => Interval.Of([.. Runs(scenario).Where(holds).Select(o => (double)of(o))]);

    /// <summary>Share of replications in which something holds.</summary>
    public double Share(int scenario, Func<HotPhaseOutcome, bool> holds) =>
        PairedSample.Share(Runs(scenario).Select(holds));

    private IEnumerable<HotPhaseOutcome> Runs(int scenario) =>
        Enumerable.Range(0, Count).Select(r => this[scenario, r]);

    /// <summary>Picoseconds, by replication; null where a CPU hung.</summary>
    private IEnumerable<long?> Times(int scenario, Func<HotPhaseOutcome, SimTime> of) =>
        Runs(scenario).Select(o => o.CpuStopHang ? (long?)null : of(o).Picoseconds);
}
