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
            () =>
                answer.Savings is { MissingA: not null, MissingB: not null }
                    ? []
                    : [Table(answer), new Gap()],
            () =>
                [
                    [
                        "phase",
                        "page_list_ms",
                        "cma_ms",
                        "share_of_hot_phase_percent",
                        "share_of_downtime_percent",
                    ],
                    .. answer.Phases.Select(p =>
                        (string[])
                            [
                                p.Name,
                                Numbers.Csv(p.PageListMs.Median),
                                Numbers.Csv(p.CmaMs.Median),
                                Numbers.Csv(p.ShareOfHotPhasePercent),
                                Numbers.Csv(p.ShareOfDowntimePercent),
                            ]
                    ),
                ],
            JsonForm.Of(answer, () => QuestionsJson.Default),
            answer.MeasureFirst,
            hasLetters: true
        );

    private static Table Table(WhatDominatesAnswer answer)
    {
        return new(
            ["phase, ms; share of", "page list", "with CMA", "hot phase", "downtime"],
            [
                .. answer
                    .Phases.Where(p => p.PageListMs.High > 0 || p.CmaMs.High > 0)
                    .Select(p =>
                        (string[])
                            [
                                $"{p.Phase.Words(), -16} {p.Evidence?[..1]}",
                                answer.Savings.MissingA ?? Numbers.Cell(p.PageListMs),
                                answer.Savings.MissingB ?? Numbers.Cell(p.CmaMs),
                                Share(p.Phase.InHotPhase(), p.ShareOfHotPhasePercent),
                                Share(true, p.ShareOfDowntimePercent),
                            ]
                    ),
            ]
        );

        string Share(bool isPart, double percent) =>
            isPart && answer.Savings.MissingB is null
                ? FormattableString.Invariant($"{percent:0.0} %")
                : "";
    }
}
