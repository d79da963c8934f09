using KexecPerf.Model.HotPhase;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;

namespace KexecPerf.Studies.Figures;

/// <summary>The hot phase of both placements, and the stop of the CPUs in it, against the number of CPUs, log-log, one panel a machine.</summary>
internal static class CpuCount
{
    private const float Height = 320;

    private static readonly SideStyle Stop = new(
        Style.Cma.Key,
        Phase.CpuShutdown.Words(),
        "#009E73",
        MarkerShape.FilledTriangleUp
    );

    private static readonly (SideStyle Style, IntervalColumns Of)[] Series =
    [
        .. Style.Sides.Select(s =>
            (s with { Name = "hot phase, " + s.Name }, IntervalColumns.Of(s.Key, "hot_phase"))
        ),
        (Stop, IntervalColumns.Of(Stop.Key, Phase.CpuShutdown)),
    ];

    public static Figure Draw(SummaryTable table)
    {
        (double low, double high) = LogAxis.Range(
            Series.SelectMany(s => table.Points.Select(p => p[s.Of]))
        );
        return new Figure(
            "Hot phase and stop of the CPUs against their number (90 % of outcomes)",
            [.. Series.Select(s => s.Style.LegendLine())],
            Panels.Rows(
                [
                    .. table
                        .Points.GroupBy(p => (p.Kernel, p.Machine))
                        .Select(g => Panel($"{g.Key.Machine}, {g.Key.Kernel}", [.. g], low, high)),
                ],
                Panels.Pair,
                Height
            ),
            FigureData.Of(table.Points, ["cpu_count", .. Series.SelectMany(s => s.Of.Columns)])
        );
    }

    private static Plot Panel(
        string title,
        IReadOnlyList<SummaryPoint> points,
        double low,
        double high
    )
    {
        Plot plot = Style.Panel(title);
        foreach ((SideStyle style, IntervalColumns of) in Series)
        {
            Lines.Add(
                plot,
                style,
                points
                    .OrderBy(p => p.Number("cpu_count"))
                    .Select(p => (p.Number("cpu_count"), p[of])),
                low
            );
        }

        LogAxis.Set(
            plot.Axes.Bottom,
            LogUnit.Count,
            points.Min(p => p.Number("cpu_count")),
            points.Max(p => p.Number("cpu_count")),
            10
        );
        LogAxis.Set(plot.Axes.Left, LogUnit.Milliseconds, low, high);
        plot.Axes.Bottom.Label.Text = "CPUs";
        plot.Axes.Left.Label.Text = "time";
        plot.Layout.Fixed(Panels.Padding);
        return plot;
    }
}
