using KexecPerf.Experiments.Reporting;
using ScottPlot;

namespace KexecPerf.Experiments.Figures;

/// <summary>
/// What each overlay takes off the downtime of the release it lies on, one panel a machine: median downtime of the CMA side without it minus
/// with it, longest first.
/// </summary>
internal static class OverlayRanking
{
    private static readonly SummaryQuantity Downtime = SummaryQuantity.Of(
        Style.Cma.Key,
        "downtime"
    );

    public static Figure Draw(SummaryTable table)
    {
        List<Step> steps = [.. Steps(table)];
        float names = CategoryAxis.Width(steps.Select(s => s.Overlay));
        List<IGrouping<(string, string), Step>> groups =
        [
            .. steps.GroupBy(s => (s.With.Machine, s.Without.Kernel)),
        ];
        int rows = groups.Max(g => g.Count());
        return new Figure(
            "Taken off the downtime by each overlay alone, ms (each panel has its own scale)",
            [],
            Panels.Rows(
                [
                    .. groups.Select(g =>
                        RankedBars.Panel(
                            $"{g.Key.Item1}, {g.Key.Item2}",
                            "ms of downtime",
                            Style.Cma.Color,
                            g.Select(s => (s.Overlay, s.SavedMs)),
                            Numbers.Short,
                            names
                        )
                    ),
                ],
                2,
                (rows * RankedBars.RowHeight) + RankedBars.Around
            ),
            FigureData
                .Of(steps.Select(s => s.With), Downtime.Columns)
                .With(
                    ["overlay", "without_downtime_median_ms", "saved_ms"],
                    steps.Select(s =>
                        (string[])
                            [
                                s.Overlay,
                                Numbers.Csv(s.Without[Downtime].Median),
                                Numbers.Csv(s.SavedMs),
                            ]
                    )
                )
        );
    }

    /// <summary>Each point with overlays beside that of the same machine and release without.</summary>
    public static IEnumerable<Step> Steps(SummaryTable table) =>
        from with in table.Points
        where with.Kernel.Contains('+')
        let parts = with.Kernel.Split('+', 2)
        let without = table.Points.FirstOrDefault(p =>
            p.Kernel == parts[0]
            && table.Axes.All(a => a == "kernel_version" || p.Text(a) == with.Text(a))
        )
        where without is not null
        select new Step(with, without, parts[1], without[Downtime].Median - with[Downtime].Median);

    /// <summary>An overlay on a release.</summary>
    internal sealed record Step(
        SummaryPoint With,
        SummaryPoint Without,
        string Overlay,
        double SavedMs
    );
}
