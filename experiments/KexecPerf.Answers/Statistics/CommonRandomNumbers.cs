using MathNet.Numerics.Statistics;

namespace KexecPerf.Answers.Statistics;

/// <summary>
/// What common random numbers save: the variance that a - b would have with sides drawn independently, var(a) + var(b), over the
/// variance of the paired a - b. So many times more runs would be needed for the same error without pairing.
/// </summary>
internal static class CommonRandomNumbers
{
    /// <summary>The ratio; null where it is not a number: no spread in the difference, or fewer than two pairs.</summary>
    public static double? VarianceRatio(IReadOnlyList<(double A, double B)> pairs)
    {
        if (pairs.Count < 2)
        {
            return null;
        }

        double paired = pairs.Select(p => p.A - p.B).Variance();
        double independent = pairs.Select(p => p.A).Variance() + pairs.Select(p => p.B).Variance();
        double ratio = independent / paired;
        return double.IsFinite(ratio) ? ratio : null;
    }
}
