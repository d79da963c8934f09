namespace KexecPerf.Model.Tests.Independent;

/// <summary>
/// How far the same quantile of two samples is apart, in standard errors of the difference. The
/// quantile of both together is taken, and how many of one sample lie below it is held against what
/// a split of them all by chance would give (hypergeometric). To first order that is the difference
/// of the quantiles over its standard error, and no density has to be estimated there.
/// </summary>
internal static class QuantileGap
{
    /// <summary>The model rounds the copy of a page, at least 30 ns, to a picosecond.</summary>
    private const double Rounding = 2e-5;

    /// <summary>
    /// The gap; null where all values are the same, infinite where one sample is constant and the
    /// other is not.
    /// </summary>
    public static double? Of(double[] a, double[] b, double probability)
    {
        double[] all = [.. a.Concat(b).Order()];
        if (Same(all[0], all[^1]))
        {
            return null;
        }

        if (Same(a.Min(), a.Max()) || Same(b.Min(), b.Max()))
        {
            return double.PositiveInfinity;
        }

        // Where many values are the same the split is at the side of them that is closer.
        double n = all.Length;
        double at = all[(int)(probability * n)];
        int under = all.Count(x => x < at);
        int upTo = all.Count(x => x <= at);
        bool isUnder =
            upTo == n || (under > 0 && probability * n - under <= upTo - probability * n);
        double below = isUnder ? under : upTo;
        double mean = below * a.Length / n;
        double variance = mean * (b.Length / n) * (n - below) / (n - 1);
        return (a.Count(x => isUnder ? x < at : x <= at) - mean) / Math.Sqrt(variance);
    }

    /// <summary>Whether two times are the same but for rounding.</summary>
    public static bool Same(double a, double b) =>
        Math.Abs(a - b) <= Rounding * Math.Max(Math.Abs(a), Math.Abs(b));
}
