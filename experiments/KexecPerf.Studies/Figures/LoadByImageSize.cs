using KexecPerf.Answers.Runs;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// Load time against image size, log-log, one panel a machine and kernel version: page list on the
/// host without a CMA area, and CMA.
/// </summary>
internal static class LoadByImageSize
{
    private const float Height = 300;
    private const int Most = 3;

    private static readonly (SideStyle Style, Side Side)[] Series =
    [
        (Style.PageList, Side.PageList),
        (Style.Cma, Side.Cma),
    ];

    public static Figure Draw(SummaryTable table)
    {
        List<IGrouping<(string, string), SummaryPoint>> groups =
        [
            .. table.Points.GroupBy(p => (p.Kernel, p.Machine)),
        ];
        (double low, double high) = LogAxis.Range(
            Series.SelectMany(s => table.Points.Select(p => p[OutcomeName.Load.Of(s.Side)]))
        );
        int machines = table.Points.DistinctBy(p => p.Machine).Count();
        return new Figure(
            "Load time against image size (medians, 90 % of outcomes)",
            [.. Series.Select(s => s.Style.LegendLine())],
            Panels.Rows(
                [.. groups.Select(g => Panel(g, low, high))],
                Math.Clamp(machines, 1, Most),
                Height
            ),
            FigureData.Of(
                table.Points,
                [
                    PointColumn.Memsz.Name,
                    PointColumn.CmaArea.Name,
                    .. Sides.All.SelectMany(s => OutcomeName.Load.Of(s).Quantiles),
                ]
            )
        )
        {
            Notes =
            [
                .. LogAxis.Notes(
                    Series.SelectMany(s =>
                        table.Points.Select(p => p[OutcomeName.Load.Of(s.Side)])
                    ),
                    LogUnit.Milliseconds,
                    low
                ),
            ],
        };
    }

    private static Plot Panel(
        IGrouping<(string Kernel, string Machine), SummaryPoint> points,
        double low,
        double high
    )
    {
        Plot plot = Style.Panel($"{points.Key.Machine}, {points.Key.Kernel}");
        foreach ((SideStyle style, Side side) in Series)
        {
            Lines.Add(
                plot,
                style,
                points.Select(p => (p.MemszBytes, p[OutcomeName.Load.Of(side)])),
                low
            );
        }

        LogAxis.Set(plot.Axes.Bottom, LogUnit.Bytes, points.Select(p => p.MemszBytes), 3);
        LogAxis.Set(plot.Axes.Left, LogUnit.Milliseconds, low, high, 6);
        return Panels.Named(plot, "image in memory", "load");
    }
}
