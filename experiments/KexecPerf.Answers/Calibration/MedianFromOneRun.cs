using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration;

/// <summary>
/// What one run tells of a machine's median run. A run takes x = m f: f varies from run to run by the
/// factors <c>vary.*</c>, m is the machine's. So m is as likely as f = x / m is, times how likely the
/// class of machines has it so. Laws are those of <see cref="Quantity"/>, two halves of a normal one
/// in the logarithm; those of several factors add up in squares.
/// </summary>
internal static class MedianFromOneRun
{
    private const int Steps = 2000;

    /// <summary>Draws end at twice the 95 % point.</summary>
    private const double End = 2;

    /// <summary>A normal law's 95 % point.</summary>
    private const double Point = 1.6449;

    /// <summary>5 and 95 % quantiles of the median run.</summary>
    /// <param name="observed">What the run took; more than 0.</param>
    /// <param name="factors">What it varies by.</param>
    /// <param name="prior">What the class of machines takes; null where nothing is known.</param>
    public static (double Low, double High) Of(
        double observed,
        IReadOnlyList<Quantity> factors,
        Quantity? prior
    )
    {
        double shorter = Sum(factors.Select(f => Math.Log(f.Value / f.Low)));
        double longer = Sum(factors.Select(f => Math.Log(f.High / f.Value)));
        if (shorter + longer == 0)
        {
            return (observed, observed);
        }

        // In the order of rising medians, so of falling factors.
        double[] logs = new double[Steps + 1];
        double[] weights = new double[Steps + 1];
        for (int i = 0; i <= Steps; i++)
        {
            double factor = End * (longer - (longer + shorter) * i / Steps);
            logs[i] = Math.Log(observed) - factor;
            weights[i] =
                Weight(factor, shorter, longer)
                + (
                    prior is { Low: > 0 } p && p.Low < p.Value && p.Value < p.High
                        ? Weight(
                            logs[i] - Math.Log(p.Value),
                            Math.Log(p.Value / p.Low),
                            Math.Log(p.High / p.Value)
                        )
                        : 0
                );
        }

        return (Quantile(logs, weights, 0.05), Quantile(logs, weights, 0.95));
    }

    /// <summary>Logarithm of the density: either half has half of the draws.</summary>
    private static double Weight(double x, double left, double right)
    {
        double side = x > 0 ? right : left;
        double t = Point * x / side;
        return side > 0 ? -t * t / 2 - Math.Log(side) : double.NegativeInfinity;
    }

    private static double Sum(IEnumerable<double> sides) => Math.Sqrt(sides.Sum(s => s * s));

    private static double Quantile(double[] logs, double[] weights, double share)
    {
        double most = weights.Max();
        double left = share * weights.Sum(w => Math.Exp(w - most));
        int at = 0;
        while (at < weights.Length - 1 && (left -= Math.Exp(weights[at] - most)) > 0)
        {
            at++;
        }

        return Math.Exp(logs[at]);
    }
}
