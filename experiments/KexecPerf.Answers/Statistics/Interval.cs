using System.Text.Json.Serialization;
using MathNet.Numerics.Statistics;

namespace KexecPerf.Answers.Statistics;

/// <summary>Median and the bounds of the central 90 % of outcomes.</summary>
internal readonly record struct Interval(double Median, double Low, double High)
{
    /// <summary>5, 50 and 95 % quantiles of a sample; zeros for an empty one.</summary>
    public static Interval Of(IReadOnlyCollection<double> sample)
    {
        double[] sorted = [.. sample];
        Array.Sort(sorted);
        return OfSorted(sorted);
    }

    /// <summary>The same of a sorted sample.</summary>
    public static Interval OfSorted(double[] sorted) =>
        sorted.Length == 0
            ? default
            : new Interval(
                SortedArrayStatistics.Median(sorted),
                SortedArrayStatistics.Quantile(sorted, 0.05),
                SortedArrayStatistics.Quantile(sorted, 0.95)
            );

    /// <summary>Whether a ratio cannot be told from 1.</summary>
    [JsonIgnore]
    public bool StraddlesOne => Low < 1 && High > 1;
}
