using System.Text.Json.Serialization;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>Side a against side b in figures: what each phase and span takes, and what b saves.</summary>
internal record Savings
{
    /// <summary>Key of <see cref="SavedPer100MibMs"/>.</summary>
    internal const string SavedPer100MibKey = "saved_per_100_mib_ms";

    /// <summary>What saves less is not worth a change.</summary>
    public const double WorthwhileMs = 0.001;

    /// <summary>For what JSON alone has; computed when it is written.</summary>
    private readonly PairedRun _sides;

    private readonly Lazy<WeakestEvidence> _evidenceA;
    private readonly Lazy<WeakestEvidence> _evidenceB;

    internal Savings(PairedRun sides)
    {
        _evidenceA = new(() => new WeakestEvidence(sides.ScenarioA));
        _evidenceB = new(() => new WeakestEvidence(sides.ScenarioB));

        _sides = sides;
        MissingA = Missing(sides.A);
        MissingB = Missing(sides.B);
        Same = sides.Same;
        HasTimes = sides.Timed().Any();
        AllInCma = sides.AllInCma;
        Phases = [.. PhaseNames.All.Select(p => new PhaseTimes(sides, p, this))];
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

    /// <summary>Whether side b saves anything worth a change.</summary>
    [JsonIgnore]
    public bool Saves => !Same && SavedMs is { Median: > WorthwhileMs };

    /// <summary>Share of side b's replications with every segment in CMA.</summary>
    [JsonIgnore]
    public double AllInCma { get; }

    /// <summary>
    /// Whether both sides of any run have times; else there is nothing to compare.
    /// </summary>
    [JsonIgnore]
    public bool HasTimes { get; }

    /// <summary>
    /// Why side a has no figure, a word: every run of it hangs or is refused; null where it has one.
    /// </summary>
    [JsonIgnore]
    public string? MissingA { get; }

    /// <inheritdoc cref="MissingA"/>
    [JsonIgnore]
    public string? MissingB { get; }

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
    public OutcomeRange? SavedMs { get; }

    /// <summary>The same of each 100 MiB of side b's image, as the patch counts it.</summary>
    [JsonPropertyName(SavedPer100MibKey)]
    public Interval? SavedPer100MibMs
    {
        get
        {
            double share = 100 / _sides.ScenarioB.Image.Memsz.TotalMiB;
            return SavedMs is { } s
                ? new Interval(s.Median * share, s.Low * share, s.High * share)
                : null;
        }
    }

    /// <summary>Half-width of the 95 % interval of the median.</summary>
    public double? SavedMonteCarloErrorMs => SavedMonteCarloMs?.Median?.HalfWidth;

    public QuantileErrors? SavedMonteCarloMs => SavedMs?.MonteCarlo;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Interval? SavedIfCmaSucceedsMs { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Interval? SavedIfCmaFallsBackMs { get; }

    public Dominating DominatedBy =>
        new(
            HotPhase.A.Median > 0 ? Largest(t => t.A).Name : null,
            HotPhase.B.Median > 0 ? Largest(t => t.B).Name : null
        );

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

    /// <summary>The weakest evidence of a time, of side a or where that has none of side b.</summary>
    public Evidence? EvidenceOf(Func<HotPhaseOutcome, SimTime> time) =>
        _evidenceA.Value.Of(time) ?? _evidenceB.Value.Of(time);

    /// <summary>The numbers behind it, of the same side.</summary>
    public IReadOnlyList<string> NumbersOf(Func<HotPhaseOutcome, SimTime> time) =>
        _evidenceA.Value.Numbers(time) is [_, ..] some ? some : _evidenceB.Value.Numbers(time);

    private string? Missing(ScenarioRun run) =>
        _sides.Outcomes.Share(run, o => o.Load.Fails) >= 1 ? "refused"
        : _sides.Outcomes.Share(run, o => !o.HasTimes || o.PurgatoryHang) >= 1 ? "hangs"
        : null;

    /// <summary>Whether a share of replications with every segment in CMA leaves two kinds of outcomes.</summary>
    public static bool IsMixture(double allInCma) => allInCma is > 0.01 and < 0.99;
}
