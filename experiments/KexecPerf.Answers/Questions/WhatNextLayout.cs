using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions;

/// <summary>Lays <see cref="WhatNextAnswer"/> out.</summary>
internal static class WhatNextLayout
{
    private static readonly string[] Header =
    [
        "order",
        "rank",
        "overlay",
        "saved_ms_median",
        "saved_ms_low",
        "saved_ms_high",
        "source",
    ];

    public static Document Of(WhatNextAnswer answer) =>
        AnswerLayout.Framed(
            answer,
            "kexecperf answer: what next?",
            () =>
                [
                    .. answer.Basis.HasTimes ? Tables(answer) : [],
                    new Paragraph("Sources:"),
                    .. answer.Alone.Select(s => new Paragraph(
                        $"  {s.Name}: {s.Meaning}; {s.Source}",
                        4
                    )),
                ],
            () => [Header, .. Rows("alone", answer.Alone), .. Rows("greedy", answer.Greedy)],
            JsonForm.Of(answer, () => QuestionsJson.Default)
        );

    private static List<Block> Tables(WhatNextAnswer answer)
    {
        var notes = new Notes();
        List<Block> tables = [];
        Add("what there is", answer.Steps.Select(s => Cells(s.Name, s.SavedMs, s.BootOutcome)));
        Add("released, alone", Ranked(answer.Alone.Where(s => s.IsReleased)));
        Add("proposed, alone", Ranked(answer.Alone.Where(s => !s.IsReleased)));
        Add("best order", Ranked(answer.Greedy));
        Paragraph[] said = [.. notes.Paragraphs()];
        return [.. tables, .. said, .. said.Length == 0 ? (Block[])[] : [new Gap()]];

        void Add(string caption, IEnumerable<string[]> rows)
        {
            string[][] all = [.. rows];
            if (all.Length > 0)
            {
                tables.AddRange([
                    new Table([caption.PadRight(26), "saves ms of downtime", "boots"], all),
                    new Gap(),
                ]);
            }
        }

        IEnumerable<string[]> Ranked(IEnumerable<OverlayGain> gains) =>
            gains.Select((g, i) => Cells($"{i + 1}. {g.Name}", g.SavedMs, g.BootOutcome));

        string[] Cells(string name, OutcomeRange saved, BootOutcome boot) =>
            [name, Numbers.WithRange(saved), notes.Cell(boot)];
    }

    private static IEnumerable<string[]> Rows(string order, IEnumerable<OverlayGain> steps) =>
        steps.Select(
            (s, i) =>
                (string[])
                    [
                        order,
                        FormattableString.Invariant($"{i + 1}"),
                        s.Name,
                        .. Numbers.Cells(s.SavedMs),
                        s.Source,
                    ]
        );
}
