using KexecPerf.Answers.Runs;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// Two scenarios side by side, each as it is loaded: with the same draws on one machine, with draws of
/// their own on two.
/// </summary>
internal static class Compare
{
    public const string Command = "compare";

    public static CompareAnswer Answer(
        AnswerRequest request,
        Scenario a,
        Scenario b,
        bool sameDraws
    )
    {
        ComparedDraws draws = ComparedDrawsWords.Of(a, b, sameDraws);
        ReplicationPlan plan = request.Plan with
        {
            MachinesApart = draws == ComparedDraws.Independent,
        };
        PairedOutcomes outcomes = request.Run(plan, a, b);
        PairedRun sides = outcomes.Pair(a, b);
        return new CompareAnswer(
            request.BasisOf(a, outcomes, b) with
            {
                Plan = plan,
                Assumed = [draws.Words()],
            },
            draws,
            new Savings(sides),
            new ComparedSide(a, outcomes),
            new ComparedSide(b, outcomes),
            MeasureFirst.Of(a, b, outcomes, sides.SavedIn)
        );
    }
}
