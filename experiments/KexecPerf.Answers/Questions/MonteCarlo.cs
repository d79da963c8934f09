using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// How far a comparison's figures are off because the runs are finitely many, in JSON. That is apart from low and high, which say how
/// much machines and runs differ and do not shrink with more runs.
/// </summary>
internal static class MonteCarlo
{
    /// <summary>
    /// Adds the 95 % intervals of what is saved, ms, with the half-width of the median's, and how many times more runs the same error
    /// would need if the sides did not share their draws.
    /// </summary>
    public static void Add(JsonObject json, Comparison c)
    {
        double[] sorted = [.. c.Outcomes.Differences(c.A, c.B, o => o.Downtime)];
        Array.Sort(sorted);
        double level = c.Outcomes.Plan.Level;
        ConfidenceInterval? median = OrderStatistics.Median(sorted, level);
        json["saved_monte_carlo_error_ms"] = median is { } m ? Numbers.Rounded(m.HalfWidth) : null;
        json["saved_monte_carlo_ms"] = new JsonObject
        {
            ["median"] = Json(median),
            ["low"] = Json(OrderStatistics.Quantile(sorted, 0.05, level)),
            ["high"] = Json(OrderStatistics.Quantile(sorted, 0.95, level)),
        };
        var ratios = new JsonObject { ["saved_ms"] = VarianceRatio(c, o => o.Downtime, x => x) };
        foreach ((string key, _, Func<HotPhaseOutcome, SimTime> of) in Comparison.Spans)
        {
            ratios[key + "_log_speedup"] = VarianceRatio(c, of, Math.Log);
        }

        json["crn_variance_ratio"] = ratios;
    }

    /// <summary>The geometric mean of a span's paired ratio with its 95 % interval; null where there is no pair.</summary>
    public static JsonObject? Ratio(Comparison c, Func<HotPhaseOutcome, SimTime> of)
    {
        var ratio = LogRatio.Of(c.Outcomes.Pairs(c.A, c.B, of), c.Outcomes.Plan.Level);
        return ratio is null
            ? null
            : new JsonObject
            {
                ["value"] = Numbers.Rounded(ratio.GeometricMean),
                ["low"] = ratio.Interval is { } low ? Numbers.Rounded(low.Low) : null,
                ["high"] = ratio.Interval is { } high ? Numbers.Rounded(high.High) : null,
            };
    }

    private static JsonValue? VarianceRatio(
        Comparison c,
        Func<HotPhaseOutcome, SimTime> of,
        Func<double, double> scale
    ) =>
        CommonRandomNumbers.VarianceRatio([
            .. c
                .Outcomes.Pairs(c.A, c.B, of)
                .Where(p => p is { A: > 0, B: > 0 })
                .Select(p => (scale(p.A), scale(p.B))),
        ])
            is { } ratio
            ? JsonValue.Create(Numbers.Rounded(ratio))
            : null;

    private static JsonObject? Json(ConfidenceInterval? interval) =>
        interval is { } i
            ? new JsonObject
            {
                ["low"] = Numbers.Rounded(i.Low),
                ["high"] = Numbers.Rounded(i.High),
            }
            : null;
}
