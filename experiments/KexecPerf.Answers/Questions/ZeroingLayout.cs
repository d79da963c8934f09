using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions;

/// <summary>Lays <see cref="ZeroingAnswer"/> out.</summary>
internal static class ZeroingLayout
{
    private static readonly string[] Header =
    [
        "policy",
        "zeroed_bytes",
        "copied_bytes",
        "stale_bytes",
        "zeroing_ms",
        "load_ms",
        "boots",
    ];

    public static Document Of(ZeroingAnswer answer) =>
        AnswerLayout.Framed(
            answer,
            "kexecperf answer: zero the remainder after the copy?",
            () => Figures(answer),
            () => [Header, .. answer.Policies.Select(Row)],
            JsonForm.Of(answer, () => QuestionsJson.Default)
        );

    /// <summary>Bytes in MiB.</summary>
    public static double MiB(long bytes) => bytes / 1048576.0;

    private static Block[] Figures(ZeroingAnswer answer)
    {
        var notes = new Notes();
        return
        [
            Table(answer, notes),
            new Gap(),
            .. notes.Paragraphs(),
            new Paragraph(
                "All of this is load time, none of it downtime. Rows as merged and before: init_on_alloc off, area used before.",
                2
            ),
        ];
    }

    private static Table Table(ZeroingAnswer answer, Notes notes) =>
        new(
            ["", "zeroed", "stale", "zeroing ms", "load ms", "boots"],
            [
                .. answer.Policies.Select(p =>
                    (string[])
                        [
                            p.Title,
                            Short(p.ZeroedBytes),
                            Short(p.StaleBytes),
                            answer.Basis.HasTimes ? Numbers.WithRange(p.ZeroingMs) : "-",
                            answer.Basis.HasTimes ? Numbers.Short(p.LoadPhaseMs.Median) : "-",
                            notes.Cell(p.BootOutcome),
                        ]
                ),
            ]
        );

    private static string[] Row(ZeroingPolicy p) =>
        [
            p.Name,
            Numbers.Csv(p.ZeroedBytes),
            Numbers.Csv(p.CopiedBytes),
            Numbers.Csv(p.StaleBytes),
            Numbers.Csv(p.ZeroingMs.Median),
            Numbers.Csv(p.LoadPhaseMs.Median),
            p.BootOutcome.Word,
        ];

    private static string Short(long bytes) => Numbers.Short(MiB(bytes)) + " MiB";
}
