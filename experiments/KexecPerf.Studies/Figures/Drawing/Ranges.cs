using KexecPerf.Answers.Statistics;
using ScottPlot;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>A median as a marker and 90 % of outcomes as a line, in a row of a panel whose horizontal axis is logarithmic.</summary>
internal static class Ranges
{
    /// <summary>Adds one whose median is above 0; what of the line is below <paramref name="floor"/> is cut there.</summary>
    public static void Add(
        Plot plot,
        SideStyle style,
        Interval value,
        double position,
        double floor
    )
    {
        var range = plot.Add.Line(
            Math.Log10(Math.Max(value.Low, floor)),
            position,
            Math.Log10(value.High),
            position
        );
        range.LineColor = style.Color;
        range.LineWidth = Lines.Width;
        var median = plot.Add.Marker(
            Math.Log10(value.Median),
            position,
            style.Marker,
            Lines.MarkerSize + 2,
            style.Color
        );
        median.MarkerLineColor = Style.Paper;
    }
}
