using KexecPerf.Answers.Documents;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions;

/// <summary>Lays <see cref="WhatDominatesAnswer"/> out.</summary>
internal static class WhatDominatesLayout
{
    public static Document Of(WhatDominatesAnswer answer) =>
        AnswerLayout.Framed(
            answer,
            "kexecperf answer: what dominates?",
            () => [Table(answer.Phases), new Gap()],
            () =>
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
            JsonForm.Of(answer, () => QuestionsJson.Default),
            answer.MeasureFirst
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
