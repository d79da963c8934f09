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

    public static Figure Draw(SummaryTable table)
    {
        List<SummaryPoint> points = [.. table.Points.Where(p => p.CmaAreaBytes > 0)];
        var machines = new Machines(points);
        var copies = CopyTimes.Shipped();
        (double low, double high) = LogAxis.Range(points.Select(p => p[IntervalColumns.Saved]));
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
                    .Of(points, ["memsz_bytes", "cma_area_bytes", .. IntervalColumns.Saved.Columns])
                    .With(["source"], points.Select(_ => (string[])["simulated"])),
                .. copies.Select(c => c.Row()),
            ]
        );
    }

    /// <summary>Whether the purgatory takes the same on both sides, so that only the copy is saved.</summary>
    private static bool CopyAlone(IEnumerable<SummaryPoint> points) =>
        points.All(p =>
            p.Number("cma_purgatory_median_ms") >= 0.99 * p.Number("page_list_purgatory_median_ms")
        );

    private static Plot Panel(
        IGrouping<string, SummaryPoint> kernel,
        Machines machines,
        IReadOnlyList<CopyTime> copies,
        (double Low, double High) range
    )
    {
        Plot plot = Style.Panel($"kernel {kernel.Key}");
        double least = kernel.Min(p => p.ImageBytes);
        double most = kernel.Max(p => p.ImageBytes);
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
                machine
                    .OrderBy(p => p.ImageBytes)
                    .Select(p => (p.ImageBytes, p[IntervalColumns.Saved])),
                range.Low
            );
        }

        CopyTimes.AddPoints(plot, copies.Where(c => c.Bytes >= least && c.Bytes <= most));
        plot.Axes.Bottom.Label.Text = "image in memory";
        plot.Axes.Left.Label.Text = "saved of downtime";
        plot.Layout.Fixed(Panels.Padding);
        return plot;
    }
}
