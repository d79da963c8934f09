using System.Text.Json.Serialization;
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
    public Interval SavedMs { get; }

    /// <summary>Paired ratio a over b.</summary>
    [JsonPropertyOrder(1)]
    public Interval Speedup { get; }

    /// <summary>Of the paired ratio; null where there is no pair. Text does without.</summary>
    [JsonPropertyOrder(1)]
    public Estimate? GeometricMeanSpeedup =>
        Estimate.Of(
            LogRatio.Of(
                _sides.Outcomes.Pairs(_sides.A, _sides.B, o => o[_span]),
                _sides.Outcomes.Plan.Level
            )
        );
}
