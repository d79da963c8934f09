using MathNet.Numerics.Distributions;

namespace KexecPerf.Experiments.Statistics;

/// <summary>
/// Monte Carlo error of a median: half the width of its 95 % order-statistic interval. The ranks come from the binomial law, so
/// nothing is assumed about the distribution (David and Nagaraja, Order Statistics, 7.1).
/// </summary>
internal static class MedianError
{
    /// <summary>Half-width in the sample's unit; infinite below 6 values, where no such interval exists.</summary>
    public static double HalfWidth(IReadOnlyCollection<double> sample)
    {
        int n = sample.Count;
        if (n < 6)
        {
            return double.PositiveInfinity;
        }

        double[] sorted = [.. sample];
        Array.Sort(sorted);
        int rank = LowerRank(n);
        return (sorted[n - rank] - sorted[rank - 1]) / 2;
    }

    /// <summary>The largest rank r, from 1, with P(Bin(n, 1/2) &lt; r) at most 2.5 %.</summary>
    internal static int LowerRank(int n)
    {
        int rank = Math.Max(1, (int)(n / 2.0 - 0.98 * Math.Sqrt(n)) - 2);
        while (Binomial.CDF(0.5, n, rank) <= 0.025)
        {
            rank++;
        }

        return rank;
    }
}
