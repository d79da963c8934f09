using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions;

/// <summary>Lays <see cref="HowMuchFasterAnswer"/> out.</summary>
internal static class HowMuchFasterLayout
{
    public static Document Of(HowMuchFasterAnswer answer) =>
        new(
            "kexecperf answer: how much faster is CMA placement?",
            answer.Evidence,
            () => Blocks(answer),
            () =>
                [
                    SavingsLayout.Header,
                    .. answer.Scenarios.SelectMany(l =>
                        SavingsLayout.Rows(l.Name, l, SideKeys.PageList, SideKeys.Cma)
                    ),
                ],
            JsonForm.Of(answer, () => QuestionsJson.Default)
        );

    private static List<Block> Blocks(HowMuchFasterAnswer answer)
    {
        IReadOnlyList<SavingsLine> lines = answer.Scenarios;
        var notes = new Notes();
        string Mixture() => SavingsText.Mixture(answer.Main, answer.Replications) + ".";
        return
        [
            .. AnswerLayout.Setting(answer),
            new Gap(),
            SavingsLayout.Table(lines.Select(l => (l.Name, (Savings)l, notes.Cell(l.BootOutcome)))),
            new Gap(),
            .. answer.Main.HasTimes
                ? (Block[])[SavingsLayout.Phases(Columns(answer)), new Gap()]
                : [],
            .. lines.Select(l => new Paragraph(
                (lines.Count == 1 ? "Why" : l.Name) + $": {l.Why}.",
                2
            )),
            .. answer.Main.IsMixed ? [new Paragraph(Mixture(), 2)] : (Block[])[],
            .. answer.Scenarios.Any(l => !l.Same)
                ? [new Paragraph(SavingsText.PageListHost, 2)]
                : (Block[])[],
            .. answer.FirstTouch is { } touch
                ? [new Paragraph(FirstTouchCosts.Words(touch), 2)]
                : (Block[])[],
            .. answer.UnderKho is { } kho ? [new Paragraph(kho, 2)] : (Block[])[],
            .. answer.Nodes is { } nodes ? [new Paragraph(nodes, 2)] : (Block[])[],
            .. notes.Paragraphs(),
            .. answer.Main.Scenario.Image.Kernel.Notes.Select(n => new Paragraph(
                "Kernel: " + n,
                2
            )),
            .. AnswerLayout.Tail(answer, answer.MeasureFirst),
        ];
    }

    private static List<(string, Savings, Func<Times, Interval>)> Columns(
        HowMuchFasterAnswer answer
    ) =>
        [
            ("page list", answer.Main, t => t.A),
            .. answer
                .Scenarios.Where(l => !l.Same)
                .Select(l =>
                    (
                        answer.Scenarios.Count == 1 ? "CMA" : "CMA " + l.Scenario.Kernel.Version,
                        (Savings)l,
                        (Func<Times, Interval>)(t => t.B)
                    )
                ),
        ];
}
