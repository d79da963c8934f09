using System.Text.Json.Serialization;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions;

/// <summary>Side a against side b in figures: what each phase and span takes, and what b saves.</summary>
internal record Savings
{
    /// <summary>For what JSON alone has; computed when it is written.</summary>
    private readonly PairedRun _sides;

    internal Savings(PairedRun sides)
    {
        _sides = sides;
        Same = sides.Same;
        HasTimes = sides.Timed().Any();
        AllInCma = sides.AllInCma;
        Phases = [.. PhaseNames.All.Select(p => new PhaseTimes(sides, p))];
        Switch = new SpanTimes(sides, PhaseSpan.Switch);
        HotPhase = new SpanTimes(sides, PhaseSpan.HotPhase);
        Downtime = new SpanTimes(sides, PhaseSpan.Downtime);
        LoadPhase = new LoadTimes(sides);
        SavedMs = HasTimes ? sides.SavedMs : null;
        if (IsMixed)
        {
            SavedIfCmaSucceedsMs = sides.SavedGiven(allInCma: true);
            SavedIfCmaFallsBackMs = sides.SavedGiven(allInCma: false);
        }
    }

    /// <summary>Whether both sides are the same simulation, so that every ratio is exactly 1.</summary>
    [JsonIgnore]
    public bool Same { get; }

    /// <summary>Share of side b's replications with every segment in CMA.</summary>
    [JsonIgnore]
    public double AllInCma { get; }

    /// <summary>
    /// Whether both sides of any run have times; else there is nothing to compare.
    /// </summary>
    [JsonIgnore]
    public bool HasTimes { get; }

    /// <summary>Whether side b is a mixture worth three columns.</summary>
    [JsonIgnore]
    public bool IsMixed => IsMixture(AllInCma);

    public IReadOnlyList<PhaseTimes> Phases { get; }

    public SpanTimes Switch { get; }

    public SpanTimes HotPhase { get; }

    public SpanTimes Downtime { get; }

    public LoadTimes LoadPhase { get; }

    /// <summary>
    /// a - b of the hot phase, which is that of the switch; null where no run has both.
    /// </summary>
    public Interval? SavedMs { get; }

    /// <summary>Half-width of the 95 % interval of the median.</summary>
    public double? SavedMonteCarloErrorMs =>
        SavedMonteCarloMs.Median is var (low, high) ? (high - low) / 2 : null;

    public QuantileErrors SavedMonteCarloMs => QuantileErrors.OfSaved(_sides);

    public VarianceRatios CrnVarianceRatio => new(_sides);

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Interval? SavedIfCmaSucceedsMs { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Interval? SavedIfCmaFallsBackMs { get; }

    public Dominating DominatedBy => new(Largest(t => t.A).Name, Largest(t => t.B).Name);

    /// <summary>What a span takes.</summary>
    public SpanTimes this[PhaseSpan span] =>
        span switch
        {
            PhaseSpan.Switch => Switch,
            PhaseSpan.HotPhase => HotPhase,
            PhaseSpan.Downtime => Downtime,
        };

    /// <summary>What a phase takes.</summary>
    public PhaseTimes this[Phase phase] => Phases.First(p => p.Phase == phase);

    /// <summary>The largest phase of a side's hot phase, by median.</summary>
    public PhaseTimes Largest(Func<Times, Interval> side) =>
        Phases.Where(p => p.Phase.InHotPhase()).MaxBy(p => side(p).Median)!;

    /// <summary>Whether a share of replications with every segment in CMA leaves two kinds of outcomes.</summary>
    public static bool IsMixture(double allInCma) => allInCma is > 0.01 and < 0.99;
}
