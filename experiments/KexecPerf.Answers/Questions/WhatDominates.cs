using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>"What dominates?": the phases of the scenario as it is loaded, largest first, with their share of the downtime.</summary>
internal static class WhatDominates
{
    public const string Question = "what-dominates";

    public static WhatDominatesAnswer Answer(AnswerRequest request)
    {
        Scenario scenario = request.Scenario;
        PairedOutcomes outcomes = request.Run(scenario.PageListSide(), scenario);
        PairedRun sides = outcomes.Pair(scenario.PageListSide(), scenario);
        var savings = new Savings(sides);
        List<PhaseShare> ranked =
        [
            .. PhaseNames
                .All.Select(p => new PhaseShare(p, savings))
                .OrderByDescending(r => r.CmaMs.Median),
        ];
        PhaseShare hot = ranked.First(r => r.Phase.InHotPhase());
        double share = 100 * (hot.CmaMs.Median / savings.HotPhase.B.Median);
        return new WhatDominatesAnswer(
            request.BasisOf(scenario, outcomes),
            savings,
            ranked,
            savings.MissingB is not null
                ? $"Nothing does: {BootOutcome.Of(outcomes, sides.B, scenario).Reason}."
                : FormattableString.Invariant(
                    $"{hot.Phase.Words()} dominates the hot phase: {share:0} % of it, "
                ) + $"{Numbers.WithRange(hot.CmaMs)} ms.",
            MeasureFirst.Of(scenario, outcomes, r => sides.B[r].HotPhase.TotalMilliseconds)
        );
    }
}
