using KexecPerf.Answers.Runs;
using KexecPerf.Model.HotPhase;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// Milliseconds that CMA placement saves against image size, log-log, one panel a kernel version, one line a machine; points without an
/// area save nothing and are left out. Where only the copy is saved, what was published and measured of the copy alone stands beside it.
/// </summary>
internal static class SavedByImageSize
{
    private const float Height = 400;

    private static readonly OutcomeName Purgatory = OutcomeName.Of(Phase.Purgatory);

    public static Figure Draw(SummaryTable table)
    {
        IReadOnlyList<SummaryPoint> points = table.Points;
        var machines = new MachineStyles(points);
        var copies = CopyTimes.Shipped();
        (double low, double high) = LogAxis.Range(points.Select(p => p[OutcomeName.Saved]));
        List<IGrouping<string, SummaryPoint>> kernels = [.. points.GroupBy(p => p.Kernel)];
        List<Plot> panels =
        [
            .. kernels.Select(k => Panel(k, machines, CopyAlone(k) ? copies : [], (low, high))),
        ];
        return new Figure(
            "Saved by CMA placement against image size (medians, 90 % of outcomes)",
            [.. machines.Legend, .. kernels.Any(CopyAlone) ? CopyTimes.Legend : []],
            Panels.Rows(panels, Panels.Pair, Height),
            [
                .. FigureData
                    .Of(
                        points,
                        [
                            PointColumn.Memsz.Name,
                            PointColumn.CmaArea.Name,
                            .. OutcomeName.Saved.Quantiles,
                        ]
                    )
                    .With(["source"], points.Select(_ => (string[])["simulated"])),
                .. copies.Select(c => c.Row()),
            ]
        );
    }

    /// <summary>Whether the purgatory takes the same on both sides, so that only the copy is saved.</summary>
    private static bool CopyAlone(IEnumerable<SummaryPoint> points) =>
        points.All(p =>
            p.Number(Purgatory.Of(Side.Cma).Median)
            >= 0.99 * p.Number(Purgatory.Of(Side.PageList).Median)
        );

    private static Plot Panel(
        IGrouping<string, SummaryPoint> kernel,
        MachineStyles machines,
        IReadOnlyList<CopyTime> copies,
        (double Low, double High) range
    )
    {
        Plot plot = Style.Panel($"kernel {kernel.Key}");
        double least = kernel.Min(p => p.MemszBytes);
        double most = kernel.Max(p => p.MemszBytes);
        LogAxis.Set(plot.Axes.Bottom, LogUnit.Bytes, least, most, 5);
        LogAxis.Set(plot.Axes.Left, LogUnit.Milliseconds, range.Low, range.High);
        if (copies.Count > 0)
        {
            CopyTimes.AddBand(plot);
        }

        foreach (IGrouping<string, SummaryPoint> machine in kernel.GroupBy(p => p.Machine))
        {
            Lines.Add(
                plot,
                machines[machine.Key],
                machine.Select(p => (p.MemszBytes, p[OutcomeName.Saved])),
                range.Low
            );
        }

        CopyTimes.AddPoints(plot, copies.Where(c => c.Bytes >= least && c.Bytes <= most));
        return Panels.Named(plot, "image in memory", "saved of downtime");
    }
}
