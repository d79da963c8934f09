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
        (string, Savings)[] labelled = [.. lines.Select(l => (Label(l.Name), (Savings)l))];
        var notes = new Notes();
        return
        [
            .. AnswerLayout.Opening(answer),
            Table(answer, notes),
            .. Said(SavingsText.Per100MiB(labelled)),
            new Gap(),
            .. lines.Any(l => l.MissingA is null || l.MissingB is null)
                ? (Block[])
                    [
                        SavingsLayout.Phases(Columns(answer)),
                        new Gap(),
                        .. PhaseBars.Of(Columns(answer)),
                    ]
                : [],
            // Of a single line, and of one that saves nothing, the verdict says why.
            .. lines
                .Where(l => lines.Count > 1 && l.Saves)
                .DistinctBy(l => l.Why)
                .SelectMany(l => Said($"{l.Name}: {l.Why}.")),
            .. Said(
                answer.Main.IsMixed
                    ? SavingsText.Mixture(answer.Main, answer.Replications) + "."
                    : null
            ),
            .. Said(lines.Any(l => !l.Same) ? SavingsText.PageListHost : null),
            .. Said(answer.UnderKho),
            .. Said(answer.Nodes),
            .. notes.Paragraphs(),
            .. Advice(answer.Next),
            .. answer.Basis.InDetail ? Detail(answer, labelled) : [],
            .. answer.Main.Scenario.Image.Kernel.Notes.SelectMany(n => Said("Kernel: " + n)),
            .. AnswerLayout.Tail(answer, answer.MeasureFirst, hasLetters: true),
        ];
    }

    /// <summary>A row for each line, with what keeps it from booting in notes.</summary>
    public static Table Table(HowMuchFasterAnswer answer, Notes notes) =>
        SavingsLayout.Table(
            "list",
            answer.Scenarios.Select(l => (Label(l.Name), (Savings)l, notes.Cell(l.BootOutcome)))
        );

    private static IEnumerable<Block> Detail(
        HowMuchFasterAnswer answer,
        (string, Savings)[] labelled
    ) =>
        [
            new Gap(),
            .. SavingsDetail.Of(labelled, Columns(answer)),
            .. Said(answer.FirstTouch is { } touch ? FirstTouchCosts.Words(touch) : null),
            new Gap(),
        ];

    private static Block[] Said(string? text) => text is null ? [] : [new Paragraph(text, 2)];

    /// <summary>What to change, as text.</summary>
    public static Block[] Advice(NextStep? next) =>
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

    /// <summary>The page list, and CMA on each kernel that differs from it.</summary>
    public static List<PhaseColumn> Columns(HowMuchFasterAnswer answer) =>
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
