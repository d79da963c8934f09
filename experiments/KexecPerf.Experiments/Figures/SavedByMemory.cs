using KexecPerf.Experiments.Reporting;
using ScottPlot;

namespace KexecPerf.Experiments.Figures;

/// <summary>What placement saves (median, ms) over image size and occupancy of the CMA area, one panel a number of pinned pages.</summary>
internal static class SavedByMemory
{
    private const float RowHeight = 30;
    private const float Around = 76;

    private static readonly HeatAxis Occupancy = new(
        "movable pages in the CMA area",
        p => p.Number("cma_occupancy_percent"),
        x => FormattableString.Invariant($"{x:0.##} %")
    );

    private static readonly HeatAxis Image = new(
        "image in memory",
        p => p.ImageBytes,
        LogUnit.Bytes.Label
    );

    public static Figure Draw(SummaryTable table)
    {
        double most = table.Points.Max(p => p[SummaryQuantity.Saved].Median);
        int rows = table.Points.DistinctBy(p => p.ImageBytes).Count();
        List<Plot> panels =
        [
            .. table
                .Points.GroupBy(p => (p.Machine, p.Kernel, Pins: p.Text("cma_pinned")))
                .Select(g =>
                    Fixed(
                        HeatMap.Panel(
                            Pins.Name(g.Key.Pins),
                            [.. g],
                            Occupancy,
                            Image,
                            p => p[SummaryQuantity.Saved].Median,
                            Number,
                            most
                        )
                    )
                ),
        ];
        return new Figure(
            "Saved by CMA placement, ms (medians), by image size and use of the area",
            [],
            Panels.Rows(panels, Math.Min(2, panels.Count), (rows * RowHeight) + Around),
            FigureData.Of(
                table.Points,
                [
                    "memsz_bytes",
                    "cma_occupancy_percent",
                    "cma_pinned",
                    .. SummaryQuantity.Saved.Columns,
                ]
            )
        );
    }

    private static Plot Fixed(Plot plot)
    {
        plot.Layout.Fixed(Panels.Padding);
        return plot;
    }

    /// <summary>Few digits: there may be no more room in a cell.</summary>
    private static string Number(double ms) =>
        ms is 0 or >= 99.5 or <= -99.5
            ? FormattableString.Invariant($"{ms:0}")
            : FormattableString.Invariant($"{ms:0.0}");
}
