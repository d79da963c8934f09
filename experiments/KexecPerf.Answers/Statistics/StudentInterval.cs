using MathNet.Numerics.Distributions;

namespace KexecPerf.Answers.Statistics;

/// <summary>
/// Student's interval of a mean: mean +- t(n - 1) s / sqrt(n), with the sample variance over n - 1. Exact for normal values, and for
/// others as far as the central limit theorem carries.
/// </summary>
internal static class StudentInterval
{
    /// <summary>Mean and interval; the interval is null below two values, of which no spread can be told.</summary>
    public static (double Mean, ConfidenceInterval? Interval) OfMean(
        IReadOnlyCollection<double> sample,
        double level = ConfidenceInterval.Level
    )
    {
        int n = sample.Count;
        (double mean, double deviation) =
            MathNet.Numerics.Statistics.Statistics.MeanStandardDeviation(sample);
        if (n < 2)
        {
            return (mean, null);
        }

        double half = StudentT.InvCDF(0, 1, n - 1, (1 + level) / 2) * deviation / Math.Sqrt(n);
        return (mean, new ConfidenceInterval(mean - half, mean + half));
    }
}
