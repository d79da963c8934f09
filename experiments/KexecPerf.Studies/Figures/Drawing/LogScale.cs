using KexecPerf.Answers.Statistics;
using ScottPlot;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>
/// A logarithmic axis on which 0 and what is below the axis have a place of their own, one step
/// under its lower end, where there are such medians.
/// </summary>
/// <param name="Low">Lowest value with a logarithm that is shown.</param>
/// <param name="High">Highest value.</param>
/// <param name="Zero">Where all that is lower stands; <see cref="Low"/> where nothing is.</param>
internal sealed record LogScale(double Low, double High, double Zero)
{
    /// <summary>Of the range, between 0 and the lowest value.</summary>
    private const double Step = 0.1;

    private bool HasZero => Zero < Low;

    /// <summary>With a place for 0 where a median needs it.</summary>
    public static LogScale Of(IEnumerable<double> medians, double low, double high)
    {
        double step = Math.Pow(Math.Max(high / low, 1.1), Step);
        return new LogScale(low, high, medians.Any(m => m < low) ? low / step : low);
    }

    /// <summary>Places on the axis: of a median and its range, or of 0.</summary>
    public Interval At(Interval value) => new(At(value.Median), At(value.Low), At(value.High));

    /// <summary>Ticks, and one for 0.</summary>
    public void Set(IAxis axis, LogUnit unit, int most = 7)
    {
        LogAxis.Set(axis, unit, Low, High, most);
        if (HasZero)
        {
            axis.Min = Math.Log10(Zero) - (0.4 * Math.Log10(Low / Zero));
            LogAxis.AddZero(axis, Zero, "0");
        }
    }

    /// <summary>What a reader must know of it.</summary>
    public IReadOnlyList<string> Notes(IEnumerable<Interval> values, LogUnit unit)
    {
        List<Interval> all = [.. values];
        int below = all.Count(v => v.Median < 0);
        return
        [
            .. LogAxis.Notes(all, unit, Low, HasZero),
            .. HasZero && below > 0
                ? [$"{below} medians below 0 stand at 0; the data has them."]
                : (string[])[],
        ];
    }

    private double At(double value) =>
        Math.Log10(value > 0 || !HasZero ? Math.Max(value, Low) : Zero);
}
