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
        PhaseShare down = ranked[0];
        return new WhatDominatesAnswer(
            request.BasisOf(scenario, outcomes),
            savings,
            ranked,
            savings.MissingB is not null
                ? $"Nothing does: {BootOutcome.Of(outcomes, sides.B, scenario).Reason}."
                : FormattableString.Invariant(
                    $"{hot.Phase.Words()} dominates the hot phase: {hot.ShareOfHotPhasePercent:0} % of it, {Numbers.WithRange(hot.CmaMs)} ms, "
                )
                    + FormattableString.Invariant(
                        $"and {(down == hot ? "" : down.Phase.Words() + " ")}{down.ShareOfDowntimePercent:0} % of the downtime."
                    ),
            MeasureFirst.Of(scenario, outcomes, r => sides.B[r].HotPhase.TotalMilliseconds)
        );
    }
}
