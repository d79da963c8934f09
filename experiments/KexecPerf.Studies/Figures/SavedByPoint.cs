using KexecPerf.Answers.Runs;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace KexecPerf.Studies.Figures;

/// <summary>What CMA placement saves at each point, one row a point: for studies that have no figure of their own.</summary>
internal static class SavedByPoint
{
    /// <summary>Rows at most; the table has all.</summary>
    private const int Most = 60;

    private const float RowHeight = 20;
    private const float Around = 62;

    public static Figure Draw(SummaryTable table)
    {
        List<SummaryPoint> points = [.. table.Points.Take(Most)];
        var names = new PointNames(table);
        Plot plot = Style.Panel();
        foreach ((int i, SummaryPoint p) in points.Index())
        {
            AddRow(plot, p, -i);
        }

        CategoryAxis.Set(plot, [.. points.Select((p, i) => ((double)-i, names.Of(p)))]);
        double low = Math.Min(0, points.Min(p => p[OutcomeName.Saved].Low));
        double high = Math.Max(low + 1e-6, points.Max(p => p[OutcomeName.Saved].High));
        double room = 0.03 * (high - low);
        plot.Axes.SetLimitsX(low - room, high + room);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic
        {
            TargetTickCount = 6,
            LabelFormatter = x => x.ToString("0.#####"),
        };
        plot.Axes.Bottom.Label.Text = "saved by CMA placement, ms";
        plot.Layout.Fixed(new PixelPadding(CategoryAxis.Width(points.Select(names.Of)), 24, 46, 8));
        string all =
            table.Points.Count > Most ? $", the first {Most} of {table.Points.Count} points" : "";
        return new Figure(
            $"Saved by CMA placement, ms (90 % of outcomes){all}",
            [],
            [new PanelRow((points.Count * RowHeight) + Around, [plot])],
            FigureData.Of(points, [.. table.Axes, .. OutcomeName.Saved.Quantiles])
        );
    }

    private static void AddRow(Plot plot, SummaryPoint point, double position)
    {
        Answers.Statistics.Interval saved = point[OutcomeName.Saved];
        var range = plot.Add.Line(saved.Low, position, saved.High, position);
        range.LineColor = Style.Cma.Color;
        range.LineWidth = Lines.Width;
        plot.Add.Marker(
            saved.Median,
            position,
            Style.Cma.Marker,
            Lines.MarkerSize + 2,
            Style.Cma.Color
        );
    }
}
