using System.Text.Json.Serialization;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions;

/// <summary>What a span takes, and how many times faster it is on side b.</summary>
internal sealed record SpanTimes : Times
{
    internal SpanTimes(PairedRun sides, PhaseSpan span)
        : base(sides, o => o[span])
    {
        Speedup = sides.Outcomes.Ratio(sides.A, sides.B, o => o[span]);
        GeometricMeanSpeedup = Estimate.Of(
            LogRatio.Of(
                sides.Outcomes.Pairs(sides.A, sides.B, o => o[span]),
                sides.Outcomes.Plan.Level
            )
        );
    }

    /// <summary>Paired ratio a over b.</summary>
    [JsonPropertyOrder(1)]
    public Interval Speedup { get; }

    /// <summary>Of the paired ratio; null where there is no pair.</summary>
    [JsonPropertyOrder(1)]
    public Estimate? GeometricMeanSpeedup { get; }
}
