using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// How far 5, 50 and 95 % quantiles of outcomes are off because the runs are finitely many: 95 % intervals. That is apart from
/// what they say of machines and runs, which does not shrink with more runs. Null where there are too few.
/// </summary>
internal sealed record QuantileErrors(
    QuantileErrors.Bounds? Median,
    QuantileErrors.Bounds? Low,
    QuantileErrors.Bounds? High
)
{
    /// <summary>Of what side b saves, ms.</summary>
    public static QuantileErrors OfSaved(PairedRun sides)
    {
        double level = sides.Outcomes.Plan.Level;
        double[] sorted = [.. sides.Outcomes.Differences(sides.A, sides.B, o => o.HotPhase)];
        Array.Sort(sorted);
        return new(
            Ends(OrderStatistics.Median(sorted, level)),
            Ends(OrderStatistics.Quantile(sorted, 0.05, level)),
            Ends(OrderStatistics.Quantile(sorted, 0.95, level))
        );

        static Bounds? Ends(ConfidenceInterval? i) =>
            i is { } some ? new(some.Low, some.High) : null;
    }

    /// <summary>An interval.</summary>
    internal sealed record Bounds(double Low, double High);
}
