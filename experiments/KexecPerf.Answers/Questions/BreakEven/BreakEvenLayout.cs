using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>Lays <see cref="BreakEvenAnswer"/> out.</summary>
internal static class BreakEvenLayout
{
    private static readonly string[] Header =
    [
        "axis",
        "unit",
        "here",
        "range_from",
        "range_to",
        "matters",
        "matters_from",
        "matters_from_low",
        "matters_from_high",
        "matters_to",
        "matters_to_low",
        "matters_to_high",
    ];

    public static Document Of(BreakEvenAnswer answer) =>
        AnswerLayout.Framed(
            answer,
            "kexecperf answer: where does CMA stop mattering?",
            () => answer.Axes.Count == 0 ? [] : Axes(answer),
            () => [Header, .. answer.Axes.SelectMany(Rows)],
            JsonForm.Of(answer, () => BreakEvenJson.Default)
        );

    private static IEnumerable<Block> Axes(BreakEvenAnswer answer) =>
        [
            new Table(
                [
                    "moved alone",
                    "here",
                    $"CMA saves {BreakEvenText.Mattering(answer.Options)} or more",
                ],
                [
                    .. answer.Axes.Select(a =>
                        (string[])[a.Axis.Name, a.Axis.Unit.Format(a.Here), BreakEvenText.Ranges(a)]
                    ),
                ],
                Prose: true
            ),
            new Gap(),
            .. answer
                .Axes.Where(a => a.Reason.Length > 0)
                .Select(a => new Paragraph($"{a.Axis.Name}: {a.Reason}.", 2)),
            .. answer
                .Axes.SelectMany(a => a.Crossings.Select(c => (Axis: a.Axis, Crossing: c)))
                .Select(x => new Paragraph(
                    $"{x.Axis.Name}: at {x.Axis.Unit.Format(x.Crossing.Value)} CMA saves "
                        + $"{Numbers.WithRange(x.Crossing.SavedPercent)} %, over machines and runs.",
                    2
                )),
            new Paragraph(
                "In brackets of the table the 95 % Monte Carlo interval alone "
                    + $"({answer.ReplicationsAtEachValue} paired runs at each value, the same draws at all): "
                    + "of a machine of yours the value may be anywhere the ranges below it allow.",
                2
            ),
        ];

    private static IEnumerable<string[]> Rows(AxisResult a)
    {
        string matters = a.Matters switch
        {
            [] => "nowhere",
            [(null, null)] => "everywhere",
            _ => "between",
        };
        string[] head =
        [
            a.Key,
            a.Unit,
            Numbers.Csv(a.Here),
            Numbers.Csv(a.From),
            Numbers.Csv(a.To),
            matters,
        ];
        return a
            .Matters.DefaultIfEmpty(new MatteringRange(null, null))
            .Select(m => (string[])[.. head, .. Cells(m.From), .. Cells(m.To)]);
    }

    private static string[] Cells(Crossing? c) => [Cell(c?.Value), Cell(c?.Low), Cell(c?.High)];

    private static string Cell(double? x) => x is { } value ? Numbers.Csv(value) : "";
}
