using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Answers.Calibration;

/// <summary>
/// What one run tells of a machine's median run. A run takes x = m f: f varies from run to run by
/// the factors <c>vary.*</c>, m is the machine's. So m = x / f, for every f in the proportion in
/// which runs have it, times how likely the class of machines has that m. Factors are taken at
/// evenly spaced probabilities, all with all.
/// </summary>
internal static class MedianFromOneRun
{
    /// <summary>About so many products of factors.</summary>
    private const double Products = 20_000;

    /// <summary>A normal law's 95 % point.</summary>
    private const double Point = 1.6449;

    /// <summary>
    /// 5 and 95 % quantiles of the median run, for a profile whose value is the run that was seen,
    /// not the median of what it tells: an end is the nearer one of the quantile and of the
    /// quantile moved by what the two are apart, so that the range gets no wider than what is
    /// known.
    /// </summary>
    /// <param name="observed">What the run took; more than 0.</param>
    /// <param name="factors">What it varies by.</param>
    /// <param name="prior">What the class of machines takes; null where nothing is known.</param>
    public static (double Low, double High) Of(
        double observed,
        IReadOnlyList<Quantity> factors,
        Quantity? prior
    )
    {
        double[] medians = [observed];
        int steps = (int)Math.Pow(Products, 1.0 / Math.Max(1, factors.Count));
        foreach (Quantity factor in factors.Where(f => !f.IsExact))
        {
            double[] values =
            [
                .. Enumerable
                    .Range(0, steps)
                    .Select(i => MachineDraw.Quantile(factor, (i + 0.5) / steps)),
            ];
            medians = [.. medians.SelectMany(m => values.Select(f => m / f))];
        }

        Array.Sort(medians);
        double[] weights = [.. medians.Select(m => Weight(m, prior))];
        double most = weights.Max();
        weights = [.. weights.Select(w => Math.Exp(w - most))];
        double moved = observed / Quantile(medians, weights, 0.5);
        return (
            Quantile(medians, weights, 0.05) * Math.Max(1, moved),
            Quantile(medians, weights, 0.95) * Math.Min(1, moved)
        );
    }

    /// <summary>
    /// Logarithm of a law's density over the logarithm: two halves of a normal one, each with half
    /// of the draws.
    /// </summary>
    private static double Weight(double x, Quantity? law)
    {
        if (law is not { Low: > 0 } || law.Low >= law.Value || law.Value >= law.High)
        {
            return 0;
        }

        double side = Math.Log(x > law.Value ? law.High / law.Value : law.Value / law.Low);
        double t = Point * Math.Log(x / law.Value) / side;
        return -t * t / 2 - Math.Log(side);
    }

    private static double Quantile(double[] sorted, double[] weights, double share)
    {
        double left = share * weights.Sum();
        int at = 0;
        while (at < weights.Length - 1 && (left -= weights[at]) > 0)
        {
            at++;
        }

        return sorted[at];
    }
}
