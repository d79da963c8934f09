using KexecPerf.Answers.Runs;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>Two scenarios side by side, each as it is loaded, with the same draws.</summary>
internal static class Compare
{
    public const string Command = "compare";

    public static CompareAnswer Answer(AnswerRequest request, Scenario a, Scenario b)
    {
        PairedOutcomes outcomes = request.Run(a, b);
        PairedRun sides = outcomes.Pair(a, b);
        return new CompareAnswer(
            request.BasisOf(a, outcomes),
            new Savings(sides),
            new ComparedSide(a, outcomes),
            new ComparedSide(b, outcomes),
            MeasureFirst.Of(a, outcomes, sides.SavedIn)
        );
    }
}
