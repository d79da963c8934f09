using KexecPerf.Answers.Statistics;
using ScottPlot;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>Medians as a line with markers, 90 % of outcomes as a band, both log-log.</summary>
internal static class Lines
{
    public const float Width = 2;
    public const float MarkerSize = 7;

    private const float ReferenceWidth = 1.5f;
    private const double BandOpacity = 0.2;
    private const double BarOpacity = 0.6;

    /// <summary>
    /// Adds a series, x and y above 0. What of the band is below <paramref name="floor"/> is cut there; medians below it are
    /// left out.
    /// </summary>
    public static void Add(
        Plot plot,
        SideStyle style,
        IEnumerable<(double X, Interval Y)> series,
        double floor
    )
    {
        double At(double y) => Math.Log10(Math.Max(y, floor));
        AddBand(
            plot,
            style,
            series
                .Where(p => p.Y.Median >= floor)
                .Select(p =>
                    (Math.Log10(p.X), new Interval(At(p.Y.Median), At(p.Y.Low), At(p.Y.High)))
                )
        );
    }

    /// <summary>Adds a series whose places are those of the axes.</summary>
    public static void AddBand(
        Plot plot,
        SideStyle style,
        IEnumerable<(double X, Interval Y)> series
    )
    {
        List<(double X, Interval Y)> shown = [.. series.OrderBy(p => p.X)];
        if (shown.Exists(p => p.Y.Low < p.Y.High))
        {
            var band = plot.Add.Polygon([
                .. shown.Select(p => new Coordinates(p.X, p.Y.High)),
                .. shown.AsEnumerable().Reverse().Select(p => new Coordinates(p.X, p.Y.Low)),
            ]);
            band.FillColor = style.Color.WithAlpha(BandOpacity);
            band.LineWidth = 0;
        }

        AddLine(plot, style, shown);
    }

    /// <summary>
    /// Adds a series with a bar for each range, where several bands would mix into one colour.
    /// Places are those of the axes.
    /// </summary>
    public static void AddBars(
        Plot plot,
        SideStyle style,
        IEnumerable<(double X, Interval Y)> series
    )
    {
        List<(double X, Interval Y)> shown = [.. series.OrderBy(p => p.X)];
        foreach ((double x, Interval y) in shown.Where(p => p.Y.Low < p.Y.High))
        {
            var bar = plot.Add.Line(x, y.Low, x, y.High);
            bar.LineColor = style.Color.WithAlpha(BarOpacity);
            bar.LineWidth = ReferenceWidth;
        }

        AddLine(plot, style, shown);
    }

    private static void AddLine(Plot plot, SideStyle style, List<(double X, Interval Y)> shown)
    {
        if (shown.Count == 0)
        {
            return;
        }

        var line = plot.Add.Scatter(shown.Select(p => new Coordinates(p.X, p.Y.Median)).ToArray());
        line.Color = style.Color;
        line.LineWidth = Width;
        line.MarkerShape = style.Marker;
        line.MarkerSize = style.Size;
    }

    /// <summary>A value to compare with, across the whole panel.</summary>
    public static void AddReference(Plot plot, double value)
    {
        var line = plot.Add.HorizontalLine(Math.Log10(value));
        line.LineColor = Style.Muted;
        line.LineWidth = ReferenceWidth;
    }

    /// <summary>Its line in a legend.</summary>
    public static LegendItem Reference(string name) =>
        new()
        {
            LabelText = name,
            LineColor = Style.Muted,
            LineWidth = ReferenceWidth,
        };

    /// <summary>Values to compare with, across the whole panel.</summary>
    public static void AddReference(Plot plot, double from, double to)
    {
        var area = plot.Add.VerticalSpan(Math.Log10(from), Math.Log10(to));
        area.FillColor = Style.Grid;
        area.LineWidth = 0;
    }
}
