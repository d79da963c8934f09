using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Runs;

/// <summary>
/// The outcomes of several scenarios, replication by replication. Times are those of kexecs that
/// were loaded and that no CPU hung.
/// </summary>
internal sealed class PairedOutcomes
{
    private readonly Dictionary<Scenario, ScenarioRun> _runs;

    /// <param name="plan">The plan that was run.</param>
    /// <param name="runs">What each scenario came to.</param>
    /// <param name="watched">Those whose error decides: the first, and what the second
    /// saves.</param>
    /// <param name="count">Replications of each.</param>
    public PairedOutcomes(
        ReplicationPlan plan,
        Dictionary<Scenario, ScenarioRun> runs,
        IReadOnlyList<ScenarioRun> watched,
        int count
    )
    {
        Plan = plan;
        Count = count;
        _runs = runs;
        First = watched[0];
        List<double> span = Sample(First, o => o[plan.Span]);
        Watched = WatchedSample.Of(
            span,
            watched.Count < 2 ? [] : [.. Differences(First, watched[1], o => o[plan.Span])]
        );
        HasTimes = span.Count > 0;
        MonteCarloErrorPercent = StoppingRule.ErrorPercent(Watched, plan.Level) ?? 100;
    }

    /// <summary>The plan that was run.</summary>
    public ReplicationPlan Plan { get; }

    /// <summary>Replications done.</summary>
    public int Count { get; }

    /// <summary>What the plan watches, ms.</summary>
    public IReadOnlyList<WatchedSample> Watched { get; }

    /// <summary>Whether the first scenario has a kexec to time.</summary>
    public bool HasTimes { get; }

    /// <summary>
    /// Half-width of the 95 % interval of the median of what is watched, relative to it, the
    /// largest; 100 where there is no such interval.
    /// </summary>
    public double MonteCarloErrorPercent { get; }

    /// <summary>The scenario that is watched.</summary>
    public ScenarioRun First { get; }

    /// <summary>What a scenario that was run came to.</summary>
    public ScenarioRun this[Scenario scenario] => _runs[scenario];

    /// <summary>Two scenarios that were run, side by side.</summary>
    public PairedRun Pair(Scenario a, Scenario b) => new(this, a, b);

    /// <summary>Milliseconds of something in a scenario, over replications.</summary>
    public List<double> Sample(ScenarioRun run, Func<HotPhaseOutcome, SimTime> of) =>
        PairedSample.Milliseconds(Times(run, of));

    /// <summary>Outcomes of something in a scenario, ms.</summary>
    public OutcomeRange Milliseconds(ScenarioRun run, Func<HotPhaseOutcome, SimTime> of) =>
        Range(run, run, of, (a, _) => PairedSample.Milliseconds(a));

    /// <summary>Paired ratio a over b; exactly 1 where both are the same.</summary>
    public OutcomeRange Ratio(ScenarioRun a, ScenarioRun b, Func<HotPhaseOutcome, SimTime> of) =>
        Range(a, b, of, PairedSample.Ratios);

    /// <summary>Paired difference a - b, ms.</summary>
    public OutcomeRange Difference(
        ScenarioRun a,
        ScenarioRun b,
        Func<HotPhaseOutcome, SimTime> of
    ) => Range(a, b, of, PairedSample.Differences);

    /// <summary>Paired differences a - b, ms.</summary>
    public IEnumerable<double> Differences(
        ScenarioRun a,
        ScenarioRun b,
        Func<HotPhaseOutcome, SimTime> of
    ) => PairedSample.Differences(Times(a, of), Times(b, of));

    /// <summary>Something on both sides, picoseconds, over replications.</summary>
    public IEnumerable<(double A, double B)> Pairs(
        ScenarioRun a,
        ScenarioRun b,
        Func<HotPhaseOutcome, SimTime> of
    ) => PairedSample.Pairs(Times(a, of), Times(b, of)).Select(p => ((double)p.A, (double)p.B));

    /// <summary>Median and 90 % of a count over replications.</summary>
    public Interval Counted(ScenarioRun run, Func<HotPhaseOutcome, long> of) =>
        Counted(run, _ => true, of);

    /// <summary>Median and 90 % of a count over replications in which something holds.</summary>
    public Interval Counted(
        ScenarioRun run,
        Func<HotPhaseOutcome, bool> holds,
        Func<HotPhaseOutcome, long> of
    ) => Interval.Of([.. Runs(run).Where(holds).Select(o => (double)of(o))]);

    /// <summary>Share of replications in which something holds.</summary>
    public double Share(ScenarioRun run, Func<HotPhaseOutcome, bool> holds) =>
        PairedSample.Share(Runs(run).Select(holds));

    private OutcomeRange Range(
        ScenarioRun a,
        ScenarioRun b,
        Func<HotPhaseOutcome, SimTime> of,
        Func<IEnumerable<long?>, IEnumerable<long?>, List<double>> figure
    ) =>
        new(
            figure(Times(Runs(a), of), Times(Runs(b), of)),
            Plan.Level,
            level => figure(Times(a.Of(level), of), Times(b.Of(level), of))
        );

    private IEnumerable<HotPhaseOutcome> Runs(ScenarioRun run) =>
        Enumerable.Range(0, Count).Select(r => run[r]);

    /// <summary>Picoseconds, by replication; null where there is none.</summary>
    private IEnumerable<long?> Times(ScenarioRun run, Func<HotPhaseOutcome, SimTime> of) =>
        Times(Runs(run), of);

    private static IEnumerable<long?> Times(
        IEnumerable<HotPhaseOutcome> outcomes,
        Func<HotPhaseOutcome, SimTime> of
    ) => outcomes.Select(o => o.HasTimes ? of(o).Picoseconds : (long?)null);
}
