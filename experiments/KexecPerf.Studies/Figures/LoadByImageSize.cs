using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// Load time against image size, log-log, one panel a machine and kernel version: page list on a host without a CMA area, page list on one
/// with it, and CMA. Without an area CMA falls back to the page list, which is that same first line.
/// </summary>
internal static class LoadByImageSize
{
    private const float Height = 300;
    private const int Most = 3;

    private static readonly SideStyle WithoutArea = Style.PageList with
    {
        Name = "page list, no area",
        Marker = MarkerShape.OpenCircle,
        Size = 11,
    };

    private static readonly SideStyle WithArea = Style.PageList with { Name = "page list, area" };

    public static Figure Draw(SummaryTable table)
    {
        List<IGrouping<(string, string), SummaryPoint>> groups =
        [
            .. table.Points.GroupBy(p => (p.Kernel, p.Machine)),
        ];
        SideStyle[] series = [WithoutArea, WithArea, Style.Cma];
        (double low, double high) = LogAxis.Range(
            series.SelectMany(s => table.Points.Select(p => p[Load(s)]))
        );
        int machines = table.Points.DistinctBy(p => p.Machine).Count();
        return new Figure(
            "Load time against image size (medians, 90 % of outcomes)",
            [.. series.Select(s => s.LegendLine())],
            Panels.Rows(
                [.. groups.Select(g => Panel(g, series, low, high))],
                Math.Clamp(machines, 1, Most),
                Height
            ),
            FigureData.Of(
                table.Points,
                [
                    "memsz_bytes",
                    "cma_area_bytes",
                    .. Load(Style.PageList).Columns,
                    .. Load(Style.Cma).Columns,
                ]
            )
        );
    }

    private static IntervalColumns Load(SideStyle side) => IntervalColumns.Of(side.Key, "load");

    private static Plot Panel(
        IGrouping<(string Kernel, string Machine), SummaryPoint> points,
        SideStyle[] series,
        double low,
        double high
    )
    {
        Plot plot = Style.Panel($"{points.Key.Machine}, {points.Key.Kernel}");
        foreach (SideStyle side in series)
        {
            Lines.Add(
                plot,
                side,
                points
                    .Where(p => p.CmaAreaBytes > 0 == (side != WithoutArea))
                    .OrderBy(p => p.ImageBytes)
                    .Select(p => (p.ImageBytes, p[Load(side)])),
                low
            );
        }

        LogAxis.Set(
            plot.Axes.Bottom,
            LogUnit.Bytes,
            points.Min(p => p.ImageBytes),
            points.Max(p => p.ImageBytes),
            3
        );
        LogAxis.Set(plot.Axes.Left, LogUnit.Milliseconds, low, high, 6);
        plot.Axes.Bottom.Label.Text = "image in memory";
        plot.Axes.Left.Label.Text = "load";
        plot.Layout.Fixed(Panels.Padding);
        return plot;
    }
}
