using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// A median in ms over image size and occupancy of the CMA area, one panel a number of pinned pages: what placement saves, and what the load
/// takes.
/// </summary>
internal static class MemoryHeatMap
{
    private const float RowHeight = 30;
    private const float Around = 76;

    /// <summary>In a cell where half of the loads or more find no memory.</summary>
    private const string None = "none";

    private static readonly HeatAxis<SummaryPoint> Occupancy = new(
        "pages of others in the CMA area",
        p => p.OccupancyPercent,
        x => FormattableString.Invariant($"{x:0.##} %")
    );

    private static readonly HeatAxis<SummaryPoint> Image = new(
        "image in memory",
        p => p.MemszBytes,
        LogUnit.Bytes.Label
    );

    public static Figure Saved(SummaryTable table)
    {
        double most = table
            .Points.Select(p => p[OutcomeName.Saved].Median)
            .Where(ms => ms > 0)
            .DefaultIfEmpty(0)
            .Max();
        return Draw(
            table,
            "Saved by CMA placement, ms (medians), by image size and use of the area",
            OutcomeName.Saved,
            Sides.All,
            Milliseconds,
            ms => ms > 0 ? ms / most : 0
        );
    }

    /// <summary>Of the side that tries CMA, s. Spans decades, so that the shade is that of the logarithm.</summary>
    public static Figure Load(SummaryTable table)
    {
        OutcomeName load = OutcomeName.Load.Of(Side.Cma);
        double least = table
            .Points.Select(p => p[load].Median)
            .Where(ms => ms > 0)
            .DefaultIfEmpty(1)
            .Min();
        double decades = Math.Log10(table.Points.Max(p => p[load].Median) / least);
        return Draw(
            table,
            "Load that tries CMA, s (medians), by image size and use of the area",
            load,
            [Side.Cma],
            ms => Numbers.Short(ms / 1e3),
            ms => decades > 0 && ms > 0 ? Math.Log10(ms / least) / decades : 0
        );
    }

    private static Figure Draw(
        SummaryTable table,
        string title,
        OutcomeName of,
        IReadOnlyList<Side> sides,
        Func<double, string> text,
        Func<double, double> shade
    )
    {
        bool Fails(SummaryPoint p) => sides.Any(s => p.LoadFails(s) >= 0.5);
        int rows = table.Points.DistinctBy(p => p.MemszBytes).Count();
        List<Plot> panels =
        [
            .. table
                .Points.GroupBy(p => (p.Machine, p.Kernel, p.Pinned))
                .Select(g =>
                    HeatMap.Panel(
                        Pins.Name(g.Key.Pinned),
                        [.. g],
                        Occupancy,
                        Image,
                        p => Fails(p) ? None : text(p[of].Median),
                        p => Fails(p) ? 0 : shade(p[of].Median)
                    )
                ),
        ];
        panels.ForEach(p => p.Layout.Fixed(Panels.Padding));
        return new Figure(
            title,
            [],
            Panels.Rows(panels, Math.Min(2, panels.Count), (rows * RowHeight) + Around),
            FigureData.Of(
                table.Points,
                [
                    PointColumn.Memsz.Name,
                    SummaryPoint.OccupancyColumn,
                    ScenarioKeys.CmaPinned.FileKey,
                    .. of.Quantiles,
                ]
            )
        );
    }

    /// <summary>Few digits: there may be no more room in a cell.</summary>
    private static string Milliseconds(double ms) =>
        ms is 0 or >= 99.5 or <= -99.5
            ? FormattableString.Invariant($"{ms:0}")
            : FormattableString.Invariant($"{ms:0.0}");
}
