using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Runs;

/// <summary>The outcomes of several scenarios, replication by replication. Times are those of kexecs that no CPU hung.</summary>
internal sealed class PairedOutcomes
{
    private readonly Dictionary<Scenario, ScenarioRun> _runs;

    /// <param name="plan">The plan that was run.</param>
    /// <param name="runs">What each scenario came to.</param>
    /// <param name="watched">The one whose error decides.</param>
    /// <param name="count">Replications of each.</param>
    public PairedOutcomes(
        ReplicationPlan plan,
        Dictionary<Scenario, ScenarioRun> runs,
        ScenarioRun watched,
        int count
    )
    {
        Plan = plan;
        Count = count;
        _runs = runs;
        First = watched;
        Watched = Sample(watched, plan.Watched);
        double error = 100 * StoppingRule.RelativeError(Watched, plan.Level);
        MonteCarloErrorPercent = double.IsFinite(error) ? error : 100;
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

    /// <summary>The scenario that is watched.</summary>
    public ScenarioRun First { get; }

    /// <summary>What a scenario that was run came to.</summary>
    public ScenarioRun this[Scenario scenario] => _runs[scenario];

    /// <summary>Two scenarios that were run, side by side.</summary>
    public PairedRun Pair(Scenario a, Scenario b) => new(this, this[a], this[b]);

    /// <summary>Milliseconds of something in a scenario, over replications.</summary>
    public List<double> Sample(ScenarioRun run, Func<HotPhaseOutcome, SimTime> of) =>
        [
            .. Enumerable
                .Range(0, Count)
                .Select(r => run[r])
                .Where(o => !o.CpuStopHang)
                .Select(o => of(o).TotalMilliseconds),
        ];

    /// <summary>Median and 90 % of outcomes of something in a scenario, ms.</summary>
    public Interval Milliseconds(ScenarioRun run, Func<HotPhaseOutcome, SimTime> of) =>
        Interval.Of(Sample(run, of));

    /// <summary>Paired ratio a over b; exactly 1 where both are the same.</summary>
    public Interval Ratio(ScenarioRun a, ScenarioRun b, Func<HotPhaseOutcome, SimTime> of) =>
        Interval.Of([
            .. Pairs(a, b, of).Where(p => p.B > 0).Select(p => p.A == p.B ? 1.0 : p.A / p.B),
        ]);

    /// <summary>Paired difference a - b, ms.</summary>
    public Interval Difference(ScenarioRun a, ScenarioRun b, Func<HotPhaseOutcome, SimTime> of) =>
        Interval.Of([.. Differences(a, b, of)]);

    /// <summary>Paired differences a - b, ms.</summary>
    public IEnumerable<double> Differences(
        ScenarioRun a,
        ScenarioRun b,
        Func<HotPhaseOutcome, SimTime> of
    ) => Runs(a, b).Select(p => (of(p.A) - of(p.B)).TotalMilliseconds);

    /// <summary>Something on both sides, picoseconds, over replications.</summary>
    public IEnumerable<(double A, double B)> Pairs(
        ScenarioRun a,
        ScenarioRun b,
        Func<HotPhaseOutcome, SimTime> of
    ) => Runs(a, b).Select(p => ((double)of(p.A).Picoseconds, (double)of(p.B).Picoseconds));

    /// <summary>Median and 90 % of a count over replications.</summary>
    public Interval Counted(ScenarioRun run, Func<HotPhaseOutcome, long> of) =>
        Counted(run, _ => true, of);

    /// <summary>Median and 90 % of a count over replications in which something holds.</summary>
    public Interval Counted(
        ScenarioRun run,
        Func<HotPhaseOutcome, bool> holds,
        Func<HotPhaseOutcome, long> of
    ) =>
        Interval.Of([
            .. Enumerable
                .Range(0, Count)
                .Select(r => run[r])
                .Where(holds)
                .Select(o => (double)of(o)),
        ]);

    /// <summary>Share of replications in which something holds.</summary>
    public double Share(ScenarioRun run, Func<HotPhaseOutcome, bool> holds) =>
        Count == 0 ? 0 : Enumerable.Range(0, Count).Count(r => holds(run[r])) / (double)Count;

    private IEnumerable<(HotPhaseOutcome A, HotPhaseOutcome B)> Runs(
        ScenarioRun a,
        ScenarioRun b
    ) =>
        Enumerable
            .Range(0, Count)
            .Select(r => (A: a[r], B: b[r]))
            .Where(p => !p.A.CpuStopHang && !p.B.CpuStopHang);
}
