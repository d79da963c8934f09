namespace KexecPerf.Answers.Statistics;

/// <summary>
/// How far 5, 50 and 95 % quantiles of outcomes are off because the runs are finitely many: 95 %
/// intervals. That is apart from what they say of machines and runs, which does not shrink with
/// more runs. Null where there are too few.
/// </summary>
internal sealed record QuantileErrors(
    ConfidenceInterval? Median,
    ConfidenceInterval? Low,
    ConfidenceInterval? High
)
{
    /// <summary>Of a sorted sample.</summary>
    public static QuantileErrors Of(double[] sorted, double level) =>
        new(
            OrderStatistics.Median(sorted, level),
            OrderStatistics.Quantile(sorted, 0.05, level),
            OrderStatistics.Quantile(sorted, 0.95, level)
        );
}
