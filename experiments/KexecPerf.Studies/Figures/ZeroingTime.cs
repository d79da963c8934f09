using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// What zeroing takes in a load into CMA, median ms, one panel for init_on_alloc off and on, one bar a kernel: as merged, everything before
/// the copy, or the remainder after it. Behind the bars, what of the segments is not zeroed.
/// </summary>
internal static class ZeroingTime
{
    private static readonly string NotZeroed = OutcomeName.NotZeroed.Of(Side.Cma).Median;

    private static readonly OutcomeName Zeroing = OutcomeName.LoadZeroing.Of(Side.Cma);

    public static Figure Draw(SummaryTable table)
    {
        string[] kernels = [.. table.Points.Select(p => p.Kernel).Distinct()];
        SideStyle[] styles = [.. kernels.Select((k, n) => SeriesStyles.Other(n, k))];
        List<IGrouping<string, SummaryPoint>> panels =
        [
            .. table.Points.GroupBy(p => p.InitOnAlloc),
        ];
        string[] sizes = [.. table.Points.Select(Size).Distinct()];
        return new Figure(
            "Zeroing in a load into CMA, ms (medians)",
            [.. styles.Select(s => s.LegendArea())],
            Panels.Rows(
                [
                    .. panels.Select(panel =>
                        BarRows.Panel(
                            $"init_on_alloc {panel.Key}",
                            "ms of load, none of downtime",
                            panel
                                .OrderBy(p => p.MemszBytes)
                                .GroupBy(Size)
                                .Select(g => Rows(g, kernels, styles)),
                            CategoryAxis.Width(sizes),
                            Panels.Width(panels.Count)
                        )
                    ),
                ],
                Panels.Pair,
                BarRows.Height(sizes.Length, kernels.Length)
            ),
            FigureData.Of(
                table.Points,
                [
                    ScenarioKeys.InitOnAlloc.FileKey,
                    PointColumn.Memsz.Name,
                    .. Zeroing.Quantiles,
                    NotZeroed,
                ]
            )
        );
    }

    private static IReadOnlyList<BarRow> Rows(
        IGrouping<string, SummaryPoint> size,
        string[] kernels,
        SideStyle[] styles
    ) =>
        [
            .. size.OrderBy(p => Array.IndexOf(kernels, p.Kernel))
                .Select(
                    (p, i) =>
                        new BarRow(
                            i == 0 ? size.Key : "",
                            p[Zeroing].Median,
                            styles[Array.IndexOf(kernels, p.Kernel)].Color,
                            Numbers.Short(p[Zeroing].Median) + Remainder(p)
                        )
                ),
        ];

    private static string Remainder(SummaryPoint p) =>
        p.Number(NotZeroed) > 0 ? $" ({LogUnit.Bytes.Label(p.Number(NotZeroed))} not zeroed)" : "";

    private static string Size(SummaryPoint p) => "image " + LogUnit.Bytes.Label(p.MemszBytes);
}
