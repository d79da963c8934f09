using MathNet.Numerics.Statistics;

namespace KexecPerf.Answers.Statistics;

/// <summary>
/// A sample whose median is wanted to a precision, and what its error is held against.
/// </summary>
internal sealed class WatchedSample
{
    private readonly double[] _sorted;
    private readonly double _least;

    /// <param name="values">In any order.</param>
    /// <param name="least">
    /// The error is held against this where the median is nearer to 0: of a saving next to nothing,
    /// nobody wants the digits.
    /// </param>
    public WatchedSample(IReadOnlyCollection<double> values, double least = 0)
    {
        _sorted = [.. values];
        Array.Sort(_sorted);
        _least = least;
    }

    /// <summary>How many values.</summary>
    public int Count => _sorted.Length;

    /// <summary>
    /// Half-width of the interval of the median over the median; infinite where there is no
    /// interval or nothing to hold it against.
    /// </summary>
    public double RelativeError(double level)
    {
        if (OrderStatistics.Median(_sorted, level) is not { } interval)
        {
            return double.PositiveInfinity;
        }

        double scale = Math.Max(Math.Abs(SortedArrayStatistics.Median(_sorted)), _least);
        return scale > 0 ? interval.HalfWidth / scale : double.PositiveInfinity;
    }

    /// <summary>The same in percent; null where it is infinite.</summary>
    public double? ErrorPercent(double level) =>
        100 * RelativeError(level) is var error && double.IsFinite(error) ? error : null;

    /// <summary>
    /// What is watched of a scenario against another: the span itself, ms, and what is saved of it,
    /// against at least a twentieth of it.
    /// </summary>
    public static IReadOnlyList<WatchedSample> Of(
        IReadOnlyCollection<double> span,
        IReadOnlyCollection<double> saved
    )
    {
        var whole = new WatchedSample(span);
        double median = whole.Count == 0 ? 0 : SortedArrayStatistics.Median(whole._sorted);
        return saved.Count == 0 || saved.All(s => s == 0)
            ? [whole]
            : [whole, new WatchedSample(saved, median / 20)];
    }
}
