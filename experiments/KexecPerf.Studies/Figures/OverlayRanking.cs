using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// What each overlay takes off the downtime of the release it lies on, one panel a machine, page list above CMA, the one that saves most
/// first.
/// </summary>
internal static class OverlayRanking
{
    public static Figure Draw(SummaryTable table)
    {
        List<OverlayStep> steps = [.. OverlayStep.Of(table)];
        float names = CategoryAxis.Width(steps.Select(s => s.Overlay));
        List<IGrouping<(string Machine, string Kernel), OverlayStep>> groups =
        [
            .. steps.GroupBy(s => (s.With.Machine, s.Without.Kernel)),
        ];
        return new Figure(
            "Taken off the downtime by each overlay alone (each panel has its own scale)",
            [.. Sides.All.Select(s => Style.Of(s).LegendArea())],
            Panels.Rows(
                [
                    .. groups.Select(g =>
                        BarRows.Panel(
                            $"{g.Key.Machine}, {g.Key.Kernel}",
                            "ms of downtime",
                            g.OrderByDescending(s => s.Most).Select(Rows),
                            names,
                            Panels.Width(groups.Count)
                        )
                    ),
                ],
                Panels.Pair,
                BarRows.Height(groups.Max(g => g.Count()), Sides.All.Count)
            ),
            FigureData
                .Of(steps.Select(s => s.With))
                .With(
                    ["overlay", .. Sides.All.Select(s => OutcomeName.Saved.Of(s).Column)],
                    steps.Select(s =>
                        (string[])
                            [s.Overlay, .. Sides.All.Select(side => Numbers.Csv(s.SavedMs(side)))]
                    )
                )
        );
    }

    private static IReadOnlyList<BarRow> Rows(OverlayStep step) =>
        [
            .. Sides.All.Select(side => new BarRow(
                side == Side.PageList ? step.Overlay : "",
                step.SavedMs(side),
                Style.Of(side).Color,
                Numbers.Short(step.SavedMs(side))
            )),
        ];
}
