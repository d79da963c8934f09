using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Runs;

/// <summary>Side a against side b of the same replications: what each takes, and what b saves.</summary>
internal sealed class PairedRun(PairedOutcomes outcomes, Scenario scenarioA, Scenario scenarioB)
{
    private readonly ScenarioRun _a = outcomes[scenarioA];
    private readonly ScenarioRun _b = outcomes[scenarioB];

    /// <summary>All that ran together.</summary>
    public PairedOutcomes Outcomes => outcomes;

    /// <summary>The scenario of <see cref="A"/>.</summary>
    public Scenario ScenarioA => scenarioA;

    /// <summary>The scenario of <see cref="B"/>.</summary>
    public Scenario ScenarioB => scenarioB;

    /// <summary>What is compared against.</summary>
    public ScenarioRun A => _a;

    /// <summary>What saves something, or not.</summary>
    public ScenarioRun B => _b;

    /// <summary>Whether both are the same simulation, so that every ratio is exactly 1.</summary>
    public bool Same => _a == _b;

    /// <summary>
    /// a - b of the hot phase, which is that of the switch: what is shared cancels.
    /// </summary>
    public OutcomeRange SavedMs => outcomes.Difference(_a, _b, o => o.HotPhase);

    /// <summary>Share of side b's replications with every segment in CMA.</summary>
    public double AllInCma => outcomes.Share(_b, o => o.AllInCma);

    /// <summary>What is saved in a replication, ms.</summary>
    public double SavedIn(int replication) =>
        (_a[replication].HotPhase - _b[replication].HotPhase).TotalMilliseconds;

    /// <summary>Something on side b among replications where all (or not all) segments were in CMA, ms.</summary>
    public Interval Given(bool allInCma, Func<HotPhaseOutcome, SimTime> of) =>
        Interval.Of([.. Where(allInCma).Select(p => of(p.B).TotalMilliseconds)]);

    /// <summary>What is saved among replications where all (or not all) segments were in CMA, ms.</summary>
    public Interval SavedGiven(bool allInCma) =>
        Interval.Of([
            .. Where(allInCma).Select(p => (p.A.HotPhase - p.B.HotPhase).TotalMilliseconds),
        ]);

    /// <summary>Both sides of the replications in which each has its times.</summary>
    public IEnumerable<(HotPhaseOutcome A, HotPhaseOutcome B)> Timed() =>
        Enumerable
            .Range(0, outcomes.Count)
            .Select(r => (A: _a[r], B: _b[r]))
            .Where(p => p.A.HasTimes && p.B.HasTimes);

    private IEnumerable<(HotPhaseOutcome A, HotPhaseOutcome B)> Where(bool allInCma) =>
        Timed().Where(p => p.B.AllInCma == allInCma);
}
