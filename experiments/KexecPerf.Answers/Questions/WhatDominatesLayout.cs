using KexecPerf.Answers.Documents;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions;

/// <summary>Lays <see cref="WhatDominatesAnswer"/> out.</summary>
internal static class WhatDominatesLayout
{
    public static Document Of(WhatDominatesAnswer answer) =>
        new(
            "kexecperf answer: what dominates?",
            answer.Evidence,
            [
                .. AnswerLayout.Setting(answer),
                new Gap(),
                new Paragraph(answer.Verdict, 2),
                new Gap(),
                Table(answer.Phases),
                new Gap(),
                .. AnswerLayout.Tail(answer, answer.MeasureFirst),
            ],
            [
                ["phase", "page_list_ms", "cma_ms", "share_of_downtime_percent"],
                .. answer.Phases.Select(p =>
                    (string[])
                        [
                            p.Name,
                            Numbers.Csv(p.PageListMs.Median),
                            Numbers.Csv(p.CmaMs.Median),
                            Numbers.Csv(p.ShareOfDowntimePercent),
                        ]
                ),
            ],
            JsonForm.Of(answer, () => QuestionsJson.Default.WhatDominatesAnswer)
        );

    private static Table Table(IEnumerable<PhaseShare> phases) =>
        new(
            ["phase, ms", "page list", "as loaded", "of downtime"],
            [
                .. phases
                    .Where(p => p.PageListMs.High > 0 || p.CmaMs.High > 0)
                    .Select(p =>
                        (string[])
                            [
                                p.Phase.Words(),
                                Numbers.WithRange(p.PageListMs),
                                Numbers.WithRange(p.CmaMs),
                                FormattableString.Invariant($"{p.ShareOfDowntimePercent:0.0} %"),
                            ]
                    ),
            ]
        );
}
