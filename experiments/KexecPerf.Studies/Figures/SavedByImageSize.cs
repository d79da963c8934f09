using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
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
        IReadOnlyList<CopyTime> copies = CopyTimes.Shipped();
        (double low, double high) = LogAxis.Range([
            .. points.Select(p => p[OutcomeName.Saved]),
            .. copies.Select(c => new Interval(c.Ms, c.Ms, c.Ms)),
        ]);
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
        )
        {
            Notes =
            [
                .. LogAxis.Notes(
                    points.Select(p => p[OutcomeName.Saved]),
                    LogUnit.Milliseconds,
                    low
                ),
            ],
        };
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
        IEnumerable<double> sizes =
        [
            .. kernel.Select(p => p.MemszBytes),
            .. copies.Select(c => c.Bytes),
        ];
        LogAxis.Set(plot.Axes.Bottom, LogUnit.Bytes, sizes, 5);
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

        CopyTimes.AddPoints(plot, copies, machines);
        return Panels.Named(plot, "image in memory", "saved of downtime");
    }
}
