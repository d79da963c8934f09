using MathNet.Numerics.Distributions;

namespace KexecPerf.Answers.Statistics;

/// <summary>
/// Confidence interval of a quantile between two order statistics. The number of values below the p-quantile is binomial, so the ranks
/// follow from n, p and the level alone and nothing is assumed about the distribution (David and Nagaraja, Order Statistics, 7.1).
/// The coverage is at least the level, and exactly <see cref="Coverage"/> where the distribution is continuous.
/// </summary>
internal static class OrderStatistics
{
    /// <summary>The interval of the median of a sorted sample; null where the sample is too small for any (5 at 95 %).</summary>
    public static ConfidenceInterval? Median(
        double[] sorted,
        double level = ConfidenceInterval.Level
    ) => Quantile(sorted, 0.5, level);

    /// <summary>The interval of the p-quantile of a sorted sample; null where the sample is too small for any.</summary>
    public static ConfidenceInterval? Quantile(
        double[] sorted,
        double p,
        double level = ConfidenceInterval.Level
    ) =>
        Ranks(sorted.Length, p, level) is { } ranks
            ? new ConfidenceInterval(sorted[ranks.Lower - 1], sorted[ranks.Upper - 1])
            : null;

    /// <summary>
    /// The ranks, from 1: the largest lower and the smallest upper one that each leave out at most half of 1 - level. Null where the
    /// extremes of n values leave out more.
    /// </summary>
    internal static (int Lower, int Upper)? Ranks(int n, double p, double level)
    {
        double tail = (1 - level) / 2;
        int lower = LargestRank(n, p, tail);
        int upper = n + 1 - LargestRank(n, 1 - p, tail);
        return lower < 1 || upper > n ? null : (lower, upper);
    }

    /// <summary>Probability that the p-quantile of a continuous distribution lies between the order statistics of two ranks.</summary>
    internal static double Coverage(int n, double p, int lower, int upper) =>
        Binomial.CDF(p, n, upper - 1) - Binomial.CDF(p, n, lower - 1);

    /// <summary>The largest rank r with P(Bin(n, p) &lt; r) at most the tail; 0 where there is none.</summary>
    private static int LargestRank(int n, double p, double tail)
    {
        (int rank, int end) = (0, n);
        while (rank < end)
        {
            int middle = rank + (end - rank) / 2;
            if (Binomial.CDF(p, n, middle) > tail)
            {
                end = middle;
            }
            else
            {
                rank = middle + 1;
            }
        }

        return rank;
    }
}
