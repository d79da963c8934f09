using System.Globalization;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// What each axis of any study becomes in a figure: the one of most numbers runs from left to
/// right, the next that few colours can tell apart is the colour, all others are panels.
/// </summary>
internal sealed class StudyAxes
{
    private StudyAxes(SummaryTable table, string along)
    {
        Along = along;
        Color = table
            .Varying.Where(a => a != along)
            .Select(a => (Axis: a, Values: table.Points.DistinctBy(p => p.Text(a)).Count()))
            .Where(a => a.Values <= Drawing.SeriesStyles.MostSeries)
            .OrderByDescending(a => a.Values)
            .Select(a => a.Axis)
            .FirstOrDefault();
        Panels = [.. table.Varying.Where(a => a != along && a != Color)];
    }

    /// <summary>From left to right.</summary>
    public string Along { get; }

    /// <summary>By colour and marker; null where none is left that has few values.</summary>
    public string? Color { get; }

    /// <summary>A panel a combination of their values.</summary>
    public IReadOnlyList<string> Panels { get; }

    /// <summary>Of a study; null where none of its axes is one of numbers.</summary>
    public static StudyAxes? Of(SummaryTable table) =>
        table
            .Varying.Where(a => IsNumeric(table, a))
            .MaxBy(a => table.Points.DistinctBy(p => p.Text(a)).Count())
            is { } along
            ? new StudyAxes(table, along)
            : null;

    /// <summary>A point's number on an axis of numbers, in the unit of its column.</summary>
    public static double Number(SummaryTable table, SummaryPoint point, string axis) =>
        Companion(table, axis) is { } column
            ? point.Number(column)
            : double.Parse(point.Text(axis), CultureInfo.InvariantCulture);

    /// <summary>
    /// The column of an axis' numbers; null where its own texts are all there is.
    /// </summary>
    public static string? Companion(SummaryTable table, string axis) =>
        AxisQuantity.Suffixes.Select(s => $"{axis}_{s}").FirstOrDefault(table.Has);

    /// <summary>
    /// Numbers have a column of their own, or are plain integers: kernel 6.10 is a name.
    /// </summary>
    private static bool IsNumeric(SummaryTable table, string axis) =>
        Companion(table, axis) is not null
        || table.Points.All(p =>
            long.TryParse(p.Text(axis), NumberStyles.None, CultureInfo.InvariantCulture, out _)
        );
}
