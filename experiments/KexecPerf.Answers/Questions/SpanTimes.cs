using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions;

/// <summary>What a span takes, and how many times faster it is on side b.</summary>
internal sealed record SpanTimes : Times
{
    private readonly PairedRun _sides;
    private readonly PhaseSpan _span;

    internal SpanTimes(PairedRun sides, PhaseSpan span)
        : base(sides, o => o[span])
    {
        _sides = sides;
        _span = span;
        SavedMs = sides.Outcomes.Difference(sides.A, sides.B, o => o[span]);
        Speedup = sides.Outcomes.Ratio(sides.A, sides.B, o => o[span]);
    }

    /// <summary>Paired difference a - b.</summary>
    [JsonPropertyOrder(1)]
    public OutcomeRange SavedMs { get; }

    /// <summary>Paired ratio a over b.</summary>
    [JsonPropertyOrder(1)]
    public OutcomeRange Speedup { get; }

    /// <summary>The ratio in a cell, also where side b takes no time.</summary>
    [JsonIgnore]
    public string Ratio => Left(Numbers.Ratio);

    /// <summary>The ratio in a sentence.</summary>
    [JsonIgnore]
    public string RatioInWords => Left(Numbers.RatioInWords);

    /// <summary>Of the paired ratio; null where there is no pair. Text does without.</summary>
    [JsonPropertyOrder(1)]
    public Estimate? GeometricMeanSpeedup =>
        Estimate.Of(
            LogRatio.Of(
                _sides.Outcomes.Pairs(_sides.A, _sides.B, o => o[_span]),
                _sides.Outcomes.Plan.Level
            )
        );

    private string Left(Func<OutcomeRange, string> ratio) =>
        B.High > 0 ? ratio(Speedup)
        : A.High > 0 ? Numbers.AllOfIt
        : Numbers.Ratio(new Interval(1, 1, 1));
}
