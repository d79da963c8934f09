using KexecPerf.Answers.Runs;
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
        Phase.CpuShutdown.Words(),
        "#009E73",
        MarkerShape.FilledTriangleUp
    );

    private static readonly (SideStyle Style, OutcomeName Of)[] Series =
    [
        .. Sides.All.Select(s =>
            (
                Style.Of(s) with
                {
                    Name = "hot phase, " + Style.Of(s).Name,
                },
                OutcomeName.Of(PhaseSpan.HotPhase).Of(s)
            )
        ),
        (Stop, OutcomeName.Of(Phase.CpuShutdown).Of(Side.Cma)),
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
            FigureData.Of(
                table.Points,
                [PointColumn.Cpus.Name, .. Series.SelectMany(s => s.Of.Quantiles)]
            )
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
        foreach ((SideStyle style, OutcomeName of) in Series)
        {
            Lines.Add(plot, style, points.Select(p => (p.Cpus, p[of])), low);
        }

        LogAxis.Set(plot.Axes.Bottom, LogUnit.Count, points.Select(p => p.Cpus), 10);
        LogAxis.Set(plot.Axes.Left, LogUnit.Milliseconds, low, high);
        return Panels.Named(plot, "CPUs", "time");
    }
}
