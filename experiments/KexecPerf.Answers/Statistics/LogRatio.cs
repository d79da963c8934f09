namespace KexecPerf.Answers.Statistics;

/// <summary>
/// Paired ratio a/b of positive values as a geometric mean, with Student's interval of the mean log-ratio. Exchanging the sides gives
/// the reciprocals, and a against itself is exactly 1 with no width.
/// </summary>
/// <param name="GeometricMean">exp of the mean of log(a/b).</param>
/// <param name="Interval">Its confidence interval; null below two pairs.</param>
/// <param name="Pairs">How many pairs.</param>
internal sealed record LogRatio(double GeometricMean, ConfidenceInterval? Interval, int Pairs)
{
    /// <summary>Of pairs that are positive on both sides; others have no logarithm and are left out.</summary>
    public static LogRatio? Of(
        IEnumerable<(double A, double B)> pairs,
        double level = ConfidenceInterval.Level
    )
    {
        List<double> logs =
        [
            .. pairs
                .Where(p => p.A > 0 && p.B > 0)
                .Select(p => p.A == p.B ? 0 : Math.Log(p.A) - Math.Log(p.B)),
        ];
        if (logs.Count == 0)
        {
            return null;
        }

        (double mean, ConfidenceInterval? interval) = StudentInterval.OfMean(logs, level);
        return new LogRatio(
            Math.Exp(mean),
            interval is { } i ? new ConfidenceInterval(Math.Exp(i.Low), Math.Exp(i.High)) : null,
            logs.Count
        );
    }
}
