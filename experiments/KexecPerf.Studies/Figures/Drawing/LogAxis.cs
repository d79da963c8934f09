using KexecPerf.Answers.Statistics;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>Range and ticks of an axis on which log10 is plotted.</summary>
internal static class LogAxis
{
    /// <summary>Ticks that have a label, at most.</summary>
    private const int Most = 7;

    /// <summary>Fewer do not show that the axis is logarithmic, or none at all.</summary>
    private const int Least = 3;

    /// <summary>Of the range, at both ends.</summary>
    private const double Padding = 0.045;

    private const double LeastDecades = 0.04;
    private const double FarBelow = 5;

    /// <summary>Sets both ends a little outside low and high (both above 0), and ticks in human units.</summary>
    /// <param name="axis">Of a plot whose values are logarithms.</param>
    /// <param name="unit">How values are written.</param>
    /// <param name="low">Lowest value shown.</param>
    /// <param name="high">Highest value shown.</param>
    /// <param name="most">Labels at most.</param>
    public static void Set(IAxis axis, LogUnit unit, double low, double high, int most = Most)
    {
        double from = Math.Log10(low);
        double to = Math.Log10(high);
        double missing = Math.Max(0, LeastDecades - (to - from)) / 2;
        double room = (Padding * (to - from)) + missing;
        axis.Min = from - room;
        axis.Max = to + room;
        var ticks = new NumericManual();
        (List<double> major, List<double> minor) = unit.Binary
            ? Binary(axis.Min, axis.Max, most)
            : Decimal(axis.Min, axis.Max, most);
        major.ForEach(x => ticks.AddMajor(Math.Log10(x), unit.Label(x)));
        minor.ForEach(x => ticks.AddMinor(Math.Log10(x)));
        axis.TickGenerator = ticks;
    }

    /// <summary>The same about all of some values.</summary>
    public static void Set(IAxis axis, LogUnit unit, IEnumerable<double> values, int most = Most)
    {
        double[] shown = [.. values];
        Set(axis, unit, shown.Min(), shown.Max(), most);
    }

    /// <summary>
    /// Lowest and highest of what an axis shows: all medians above 0, and their ranges, but for what is far below a median, where a log axis
    /// would show little else. 1 and 10 where nothing is above 0.
    /// </summary>
    public static (double Low, double High) Range(IEnumerable<Interval> values)
    {
        List<Interval> shown = [.. values.Where(v => v.Median > 0)];
        return shown.Count == 0
            ? (1, 10)
            : (
                shown.Min(v => Math.Max(v.Low, v.Median / FarBelow)),
                shown.Max(v => Math.Max(v.Median, v.High))
            );
    }

    /// <summary>
    /// What a reader of an axis from <see cref="Range"/> must know: which ranges are cut, and which
    /// medians stand nowhere.
    /// </summary>
    public static IEnumerable<string> Notes(
        IEnumerable<Interval> values,
        LogUnit unit,
        double low,
        bool hasZero = false
    )
    {
        List<Interval> all = [.. values.Where(v => !double.IsNaN(v.Median))];
        // Values repeat the ends of the axis with the digits of a CSV.
        double cut = low * (1 - 1e-6);
        List<Interval> ranges =
        [
            .. all.Where(v => v.Median > 0 && v.Low < cut && !(hasZero && v.Low <= 0)),
        ];
        if (ranges.Count > 0)
        {
            yield return $"{ranges.Count} of {all.Count} ranges reach below "
                + $"{unit.Label(Short(low))}"
                + (ranges.Exists(v => v.Low <= 0) ? ", some to 0 or less," : "")
                + " and are cut there.";
        }

        int medians = all.Count(v => v.Median <= 0);
        if (medians > 0 && !hasZero)
        {
            yield return $"{medians} of {all.Count} medians are 0 or less and have no place on a "
                + "log axis; the data has them.";
        }
    }

    /// <summary>Two digits: more are no place that can be seen.</summary>
    private static double Short(double x)
    {
        double digit = Math.Pow(10, Math.Floor(Math.Log10(x)) - 1);
        return Math.Round(x / digit) * digit;
    }

    /// <summary>Puts 0, which has no logarithm, below all other values.</summary>
    public static void AddZero(IAxis axis, double at, string label) =>
        ((NumericManual)axis.TickGenerator).AddMajor(Math.Log10(at), label);

    /// <summary>Powers of 2, each n-th with a label.</summary>
    private static (List<double> Major, List<double> Minor) Binary(double from, double to, int most)
    {
        int first = (int)Math.Ceiling(from / Math.Log10(2));
        int count = (int)Math.Floor(to / Math.Log10(2)) - first + 1;
        int stride = Math.Max(1, (count + most - 1) / most);
        List<double> all =
        [
            .. Enumerable.Range(first, Math.Max(0, count)).Select(n => Math.Pow(2, n)),
        ];
        return (
            [.. all.Where((_, i) => i % stride == 0)],
            [.. all.Where((_, i) => i % stride > 0)]
        );
    }

    /// <summary>Equal steps, where hardly a 1, 2 or 5 is in the range.</summary>
    private static (List<double> Major, List<double> Minor) Linear(double from, double to)
    {
        double rough = (to - from) / Most;
        double decade = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = decade * new[] { 1, 2, 5, 10 }.First(s => s * decade >= rough);
        List<double> all = [];
        for (double x = Math.Ceiling(from / step); x * step <= to; x++)
        {
            all.Add(x * step);
        }

        return (all, []);
    }

    /// <summary>1-2-5 where there is room, else decades, else each n-th decade.</summary>
    private static (List<double> Major, List<double> Minor) Decimal(
        double from,
        double to,
        int most
    )
    {
        int first = (int)Math.Floor(from);
        int[] decades = [.. Enumerable.Range(first, (int)Math.Ceiling(to) - first + 1)];
        List<double> Inside(IEnumerable<int> of, params int[] steps) =>
            [
                .. of.SelectMany(d => steps.Select(s => s * Math.Pow(10, d)))
                    .Where(x => Math.Log10(x) >= from && Math.Log10(x) <= to),
            ];
        List<double> fine = Inside(decades, 1, 2, 5);
        if (fine.Count < Least)
        {
            return Linear(Math.Pow(10, from), Math.Pow(10, to));
        }

        if (fine.Count <= most)
        {
            return (fine, Inside(decades, 3, 4, 6, 7, 8, 9));
        }

        int stride = Math.Max(1, (Inside(decades, 1).Count + most - 1) / most);
        return stride == 1
            ? (Inside(decades, 1), Inside(decades, 2, 3, 4, 5, 6, 7, 8, 9))
            : (Inside(decades.Where(d => d % stride == 0), 1), Inside(decades, 1));
    }
}
