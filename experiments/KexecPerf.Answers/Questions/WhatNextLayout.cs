using KexecPerf.Answers.Documents;

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
                    .. answer.Basis.HasTimes
                        ?
                        [
                            Table("overlay alone", answer.Alone),
                            new Gap(),
                            Table("best order", answer.Greedy),
                            new Gap(),
                        ]
                        : (Block[])[],
                    new Paragraph("Sources:"),
                    .. answer.Alone.Select(s => new Paragraph(
                        $"  {s.Name}: {s.Meaning}; {s.Source}",
                        4
                    )),
                ],
            () => [Header, .. Rows("alone", answer.Alone), .. Rows("greedy", answer.Greedy)],
            JsonForm.Of(answer, () => QuestionsJson.Default)
        );

    private static Table Table(string caption, IEnumerable<OverlayGain> steps) =>
        new(
            [caption, "saves ms of downtime", "boots"],
            [
                .. steps.Select(
                    (s, i) =>
                        (string[])
                            [
                                $"{i + 1}. {s.Name}",
                                Numbers.WithRange(s.SavedMs),
                                s.BootsMore > 0 ? "cured" : "",
                            ]
                ),
            ]
        );

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
