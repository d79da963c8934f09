using System.Numerics;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>
/// "What should be measured first?": the uncertain numbers of a scenario ranked by how much of an outcome's variance they cause (Sobol,
/// total order), with what knowing each exactly would take away (first order).
/// </summary>
internal static class SensitivityQuestion
{
    public const string Command = "sensitivity";

    private const int LeastRows = 64;
    private const int UsualRows = 1024;

    /// <param name="asked">The scenario; of a host that saves nothing its best row.</param>
    /// <param name="question">The question whose outcome it is.</param>
    /// <param name="outcome">What varies.</param>
    public static SensitivityAnswer Answer(
        AnswerRequest asked,
        string question,
        WatchedOutcome outcome
    )
    {
        AnswerRequest request = outcome.IsPaired ? asked.OfBestRow() : asked;
        Scenario scenario = request.Scenario;
        PairedOutcomes outcomes = request.Work.Part(
            0.1,
            () => request.Run(scenario.PageListSide(), scenario)
        );
        PairedRun sides = outcomes.Pair(scenario.PageListSide(), scenario);
        double[] values = [.. sides.Timed().Select(p => outcome.Milliseconds(p.A, p.B))];
        var spread = Interval.Of(values);
        Ranking ranking =
            values.Length == 0 || (outcome.IsPaired && sides.Same)
                ? Ranking.None
                : Ranking.Of(request, outcome, Rows(request.Plan.Replications));
        string verdict =
            values.Length == 0
                ? $"Nothing to measure: {BootOutcome.Of(outcomes, sides.B, scenario).Reason}."
                : SensitivityText.Verdict(
                    outcome,
                    spread,
                    ranking.Factors,
                    CmaPlacementRules.Decide(scenario).Rule
                );
        return new SensitivityAnswer(
            request.BasisOf(scenario, outcomes),
            question,
            outcome,
            spread,
            ranking,
            verdict
        );
    }

    /// <summary>The next power of 2, where a lattice is whole.</summary>
    private static int Rows(int? replications) =>
        replications is { } n
            ? (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(n, LeastRows))
            : UsualRows;
}
