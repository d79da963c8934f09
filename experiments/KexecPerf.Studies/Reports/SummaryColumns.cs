using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Reports;

/// <summary>The few columns of a summary that a reader wants to see; the file has all.</summary>
internal static class SummaryColumns
{
    private static readonly (string Header, OutcomeName Of, Func<Interval, string> Text)[] Shown =
    [
        ("saved ms", OutcomeName.Saved, Numbers.WithRange),
        .. PhaseSpans.All.Select(s =>
            (s.Words(), OutcomeName.Speedup(s), (Func<Interval, string>)Numbers.Ratio)
        ),
        .. OfSides("hot phase ms", OutcomeName.Of(PhaseSpan.HotPhase), Numbers.WithRange),
        .. OfSides("load ms", OutcomeName.Load, Numbers.WithRange),
        .. OfSides("silent damage", OutcomeName.SilentDamage, Probability),
        OfSides("detected damage", OutcomeName.DetectedDamage, Probability)[0],
    ];

    private static readonly (string Header, Func<SummaryPoint, double> Share)[] Shares =
    [
        ("all in CMA", p => p.CmaSuccess),
        ("CMA boots", p => p.Boots(Side.Cma)),
    ];

    /// <summary>Axes that vary, what is saved, times, and whether it worked; one row a point.</summary>
    public static Table Readable(SummaryTable table)
    {
        IReadOnlyList<string> axes = table.Varying;
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
                            .. Shares.Select(s => Percent(s.Share(p))),
                        ]
                ),
            ]
        );
    }

    private static (string, OutcomeName, Func<Interval, string>)[] OfSides(
        string header,
        OutcomeName name,
        Func<Interval, string> text
    ) => [.. Sides.All.Select(s => ($"{Style.Of(s).Name} {header}", name.Of(s), text))];

    private static string Cell(Interval value, Func<Interval, string> text) =>
        double.IsNaN(value.Median) ? "" : text(value);

    private static string Probability(Interval i) => Chances.Exponent(i.Median);

    private static string Percent(double share) =>
        FormattableString.Invariant($"{100 * share:0.#} %");
}
