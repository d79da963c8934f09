using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions;

/// <summary>Lays <see cref="HowMuchFasterAnswer"/> out.</summary>
internal static class HowMuchFasterLayout
{
    private const int LabelWidth = 13;

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
            .. AnswerLayout.Opening(answer),
            SavingsLayout.Table(
                "list",
                lines.Select(l => (Label(l.Name), (Savings)l, notes.Cell(l.BootOutcome)))
            ),
            new Gap(),
            .. lines.Any(l => l.MissingA is null || l.MissingB is null)
                ? (Block[])[SavingsLayout.Phases(Columns(answer)), new Gap()]
                : [],
            .. lines
                .DistinctBy(l => l.Why)
                .Select(l => new Paragraph((lines.Count == 1 ? "Why" : l.Name) + $": {l.Why}.", 2)),
            .. answer.Main.IsMixed ? [new Paragraph(Mixture(), 2)] : (Block[])[],
            .. answer.Scenarios.Any(l => !l.Same)
                ? [new Paragraph(SavingsText.PageListHost, 2)]
                : (Block[])[],
            .. SavingsText.OfDowntime([.. lines.Select(l => (l.Name, (Savings)l))]) is { } saved
                ? [new Paragraph(saved, 2)]
                : (Block[])[],
            .. SavingsText.Levels([.. lines.Select(l => (l.Name, (Savings)l))]) is { } levels
                ? [new Paragraph(levels, 2)]
                : (Block[])[],
            .. answer.FirstTouch is { } touch
                ? [new Paragraph(FirstTouchCosts.Words(touch), 2)]
                : (Block[])[],
            .. answer.UnderKho is { } kho ? [new Paragraph(kho, 2)] : (Block[])[],
            .. answer.Nodes is { } nodes ? [new Paragraph(nodes, 2)] : (Block[])[],
            .. notes.Paragraphs(),
            .. Next(answer.Next),
            .. answer.Main.Scenario.Image.Kernel.Notes.Select(n => new Paragraph(
                "Kernel: " + n,
                2
            )),
            .. AnswerLayout.Tail(answer, answer.MeasureFirst, hasLetters: true),
        ];
    }

    private static Block[] Next(NextStep? next) =>
        next is null ? []
        : next.Command is null ? [new Paragraph($"next: {next.Words}.", 2)]
        : [new Paragraph($"next: {next.Words}:", 2), new CommandLine("", "  " + next.Command)];

    /// <summary>A name in at most 13 characters: what fits of it.</summary>
    private static string Label(string name)
    {
        string[] tries =
        [
            name,
            name.Replace(", KHO", ""),
            name.Replace(", KHO", "").Replace(",", ""),
        ];
        return tries.FirstOrDefault(t => t.Length <= LabelWidth) ?? name.Split(',')[0];
    }

    private static List<PhaseColumn> Columns(HowMuchFasterAnswer answer) =>
        [
            new("page list", answer.Main, IsA: true),
            .. answer
                .Scenarios.Where(l => !l.Same)
                .DistinctBy(l => l.Scenario.Kernel.Version)
                .Select(l => new PhaseColumn(
                    answer.Scenarios.Count == 1 ? "CMA" : "CMA " + l.Scenario.Kernel.Version,
                    l,
                    IsA: false
                )),
        ];
}
