using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// Paired ratio of downtimes, page list over CMA, against image size, log-log, one panel a kernel version. To compare with: no
/// difference, and 5 % of the downtime saved, where CMA begins to matter.
/// </summary>
internal static class DowntimeByImageSize
{
    private const float Height = 400;

    /// <summary>Saving 5 % leaves 95 %.</summary>
    private const double Matters = 1 / 0.95;

    private static readonly OutcomeName Ratio = OutcomeName.Speedup(PhaseSpan.Downtime);

    public static Figure Draw(SummaryTable table)
    {
        IReadOnlyList<SummaryPoint> points = table.Points;
        var machines = new MachineStyles(points);
        return new Figure(
            "Downtime, page list over CMA, against image size (each panel has its own scale)",
            [
                .. machines.Legend,
                Lines.Reference("no difference"),
                new LegendItem
                {
                    LabelText = "less than 5 % of the downtime saved",
                    FillColor = Style.Grid,
                },
            ],
            Panels.Rows(
                [.. points.GroupBy(p => p.Kernel).Select(k => Panel(k, machines))],
                Panels.Pair,
                Height
            ),
            FigureData.Of(
                points,
                [PointColumn.Memsz.Name, PointColumn.CmaArea.Name, .. Ratio.Quantiles]
            )
        );
    }

    private static Plot Panel(IGrouping<string, SummaryPoint> kernel, MachineStyles machines)
    {
        (double low, double high) = LogAxis.Range([
            .. kernel.Select(p => p[Ratio]),
            new Interval(1, 1, Matters),
        ]);
        Plot plot = Style.Panel($"kernel {kernel.Key}");
        LogAxis.Set(plot.Axes.Bottom, LogUnit.Bytes, kernel.Select(p => p.MemszBytes), 5);
        LogAxis.Set(plot.Axes.Left, LogUnit.Ratio, low, high);
        Lines.AddReference(plot, 1, Matters);
        Lines.AddReference(plot, 1);
        foreach (IGrouping<string, SummaryPoint> machine in kernel.GroupBy(p => p.Machine))
        {
            Lines.Add(
                plot,
                machines[machine.Key],
                machine.Select(p => (p.MemszBytes, p[Ratio])),
                low
            );
        }

        return Panels.Named(plot, "image in memory", "downtime ratio");
    }
}
