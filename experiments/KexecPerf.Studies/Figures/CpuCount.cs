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

    /// <summary>Between bars of one number of CPUs, in decades.</summary>
    private const double Shift = 0.025;

    private static readonly SideStyle Stop = new(
        Phase.CpuShutdown.Words(),
        Style.Of(Phase.CpuShutdown).ToHex(),
        MarkerShape.FilledTriangleUp
    );

    private static readonly (SideStyle Style, OutcomeName Of)[] Series =
    [
        .. Sides.All.Select(s =>
            (
                Style.Of(s) with
                {
                    Name = "hot phase, " + Style.Of(s).Name,
                    // The page list's lies under that of CMA where the stop of the CPUs is all of
                    // it.
                    Size = s == Side.PageList ? Lines.MarkerSize + 5 : Lines.MarkerSize,
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
        var scale = LogScale.Of(
            Series.SelectMany(s => table.Points.Select(p => p[s.Of].Median)),
            low,
            high
        );
        return new Figure(
            "Hot phase and stop of the CPUs against their number (90 % of outcomes)",
            [.. Series.Select(s => s.Style.LegendLine())],
            Panels.Rows(
                [
                    .. table
                        .Points.GroupBy(p => (p.Kernel, p.Machine))
                        .Select(g => Panel($"{g.Key.Machine}, {g.Key.Kernel}", [.. g], scale)),
                ],
                Panels.Pair,
                Height
            ),
            FigureData.Of(
                table.Points,
                [PointColumn.Cpus.Name, .. Series.SelectMany(s => s.Of.Quantiles)]
            )
        )
        {
            Notes = scale.Notes(
                Series.SelectMany(s => table.Points.Select(p => p[s.Of])),
                LogUnit.Milliseconds
            ),
        };
    }

    private static Plot Panel(string title, IReadOnlyList<SummaryPoint> points, LogScale scale)
    {
        Plot plot = Style.Panel(title);
        foreach ((int n, (SideStyle style, OutcomeName of)) in Series.Index())
        {
            double shift = Shift * (n - ((Series.Length - 1) / 2.0));
            Lines.AddBars(
                plot,
                style,
                points.Select(p => (Math.Log10(p.Cpus) + shift, scale.At(p[of])))
            );
        }

        LogAxis.Set(plot.Axes.Bottom, LogUnit.Count, points.Select(p => p.Cpus), 10);
        scale.Set(plot.Axes.Left, LogUnit.Milliseconds);
        return Panels.Named(plot, "CPUs", "time");
    }
}
