using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Reports;

/// <summary>The few columns of a summary that a reader wants to see; the file has all.</summary>
internal static class SummaryColumns
{
    private static readonly (
        string Header,
        IntervalColumns Of,
        Func<Interval, string> Text
    )[] Shown =
    [
        ("saved ms", IntervalColumns.Saved, Numbers.WithRange),
        ("switch", IntervalColumns.SwitchSpeedup, Numbers.Ratio),
        ("hot phase", IntervalColumns.HotPhaseSpeedup, Numbers.Ratio),
        ("downtime", IntervalColumns.DowntimeSpeedup, Numbers.Ratio),
        .. Style.Sides.Select(s =>
            (
                s.Name + " hot phase ms",
                IntervalColumns.Of(s.Key, "hot_phase"),
                (Func<Interval, string>)Numbers.WithRange
            )
        ),
        .. Style.Sides.Select(s =>
            (
                s.Name + " load ms",
                IntervalColumns.Of(s.Key, "load"),
                (Func<Interval, string>)Numbers.WithRange
            )
        ),
        .. Style.Sides.Select(s =>
            (
                s.Name + " silent damage",
                IntervalColumns.Probability(s.Key, detected: false),
                (Func<Interval, string>)Probability
            )
        ),
        (
            "page list detected damage",
            IntervalColumns.Probability(Style.PageList.Key, detected: true),
            Probability
        ),
    ];

    private static readonly (string Header, string Column)[] Shares =
    [
        ("all in CMA", "cma_success_probability"),
        ("CMA boots", "cma_boots_probability"),
    ];

    /// <summary>Axes that vary, what is saved, times, and whether it worked; one row a point.</summary>
    public static Table Readable(SummaryTable table)
    {
        string[] axes = Panels.Varying(table);
        var shown = Shown.Where(c => table.Has(c.Of)).ToArray();
        return new Table(
            [
                .. axes.Select(a => a.Replace('_', ' ')),
                .. shown.Select(c => c.Header),
                .. Shares.Select(s => s.Header),
            ],
            [
                .. table.Points.Select(p =>
                    (string[])
                        [
                            .. axes.Select(p.Text),
                            .. shown.Select(c => Cell(p[c.Of], c.Text)),
                            .. Shares.Select(s => Percent(p.Number(s.Column))),
                        ]
                ),
            ]
        );
    }

    private static string Cell(Interval value, Func<Interval, string> text) =>
        double.IsNaN(value.Median) ? "" : text(value);

    private static string Probability(Interval i) => Chances.Exponent(i.Median);

    private static string Percent(double share) =>
        FormattableString.Invariant($"{100 * share:0.#} %");
}
