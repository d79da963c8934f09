using System.Text.Json.Serialization;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>What something takes on both sides, ms: a is the page list and b CMA, unless two scenarios are compared.</summary>
internal abstract record Times
{
    protected Times(PairedRun sides, Func<HotPhaseOutcome, SimTime> of)
    {
        A = sides.Outcomes.Milliseconds(sides.A, of);
        B = sides.Outcomes.Milliseconds(sides.B, of);
        if (Savings.IsMixture(sides.AllInCma))
        {
            CmaSucceedsMs = sides.Given(allInCma: true, of);
            CmaFallsBackMs = sides.Given(allInCma: false, of);
        }
    }

    [JsonPropertyName(SideKeys.PageListMs)]
    public OutcomeRange A { get; }

    [JsonPropertyName(SideKeys.CmaMs)]
    public OutcomeRange B { get; }

    /// <summary>Of side b where that is a mixture.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Interval? CmaSucceedsMs { get; }

    /// <summary>Of side b where that is a mixture.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Interval? CmaFallsBackMs { get; }
}
