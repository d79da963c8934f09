using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>Side a against side b of the same replications: what each span and phase takes, and what b saves.</summary>
internal sealed class Comparison(PairedOutcomes outcomes, int a, int b)
{
    /// <summary>The three spans, always by these names.</summary>
    public static IReadOnlyList<(
        string Key,
        string Name,
        Func<HotPhaseOutcome, SimTime> Of
    )> Spans { get; } =
    [
        ("switch", "switch", o => o.Switch),
        ("hot_phase", "hot phase", o => o.HotPhase),
        ("downtime", "downtime", o => o.Downtime),
    ];

    public PairedOutcomes Outcomes => outcomes;

    public int A => a;

    public int B => b;

    /// <summary>Whether both are the same simulation, so that every ratio is exactly 1.</summary>
    public bool Same => outcomes.AreSame(a, b);

    /// <summary>a - b of the hot phase, which is that of every span: what is shared cancels.</summary>
    public Interval SavedMs => outcomes.Difference(a, b, o => o.Downtime);

    /// <summary>Paired ratio of a span.</summary>
    public Interval Speedup(Func<HotPhaseOutcome, SimTime> of) => outcomes.Ratio(a, b, of);

    /// <summary>The largest phase of a side's hot phase, by median.</summary>
    public Phase Dominating(int side) =>
        PhaseNames
            .All.Where(p => p.InHotPhase())
            .MaxBy(p => outcomes.Milliseconds(side, o => o[p]).Median);

    /// <summary>Share of side b's replications with every segment in CMA.</summary>
    public double AllInCma => outcomes.Share(b, o => o.AllInCma);

    /// <summary>Whether side b is a mixture worth three columns.</summary>
    public bool IsMixed => AllInCma is > 0.01 and < 0.99;

    /// <summary>Side b's span among replications where all (or not all) segments were in CMA, ms.</summary>
    public Interval Given(bool allInCma, Func<HotPhaseOutcome, SimTime> of) =>
        Interval.Of([
            .. Enumerable
                .Range(0, outcomes.Count)
                .Select(r => outcomes[b, r])
                .Where(o => o.AllInCma == allInCma && !o.CpuStopHang)
                .Select(o => of(o).TotalMilliseconds),
        ]);

    /// <summary>What is saved among replications where all (or not all) segments were in CMA, ms.</summary>
    public Interval SavedGiven(bool allInCma) =>
        Interval.Of([
            .. Enumerable
                .Range(0, outcomes.Count)
                .Where(r => outcomes[b, r].AllInCma == allInCma && !outcomes[b, r].CpuStopHang)
                .Select(r => (outcomes[a, r].Downtime - outcomes[b, r].Downtime).TotalMilliseconds),
        ]);
}
