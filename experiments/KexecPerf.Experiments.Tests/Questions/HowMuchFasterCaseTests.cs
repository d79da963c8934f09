using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Experiments.Tests.Questions;

/// <summary>An answer that is shown while it grows.</summary>
public static class HowMuchFasterCaseTests
{
    [Fact]
    public static void An_answer_run_in_parts_is_the_one_run_at_once()
    {
        AnswerRequest whole = Request();
        AnswerRequest parts = Request();
        HowMuchFasterCase asked = HowMuchFaster.Case(parts);
        foreach (int count in (int[])[3, 17, 40])
        {
            HowMuchFasterAnswer some = asked.Answer(
                parts.Run(parts.Plan with { Replications = count }, asked.Scenarios)
            );
            Assert.Equal(count, some.Replications);
        }

        Assert.Equal(Text(HowMuchFaster.Answer(whole)), Text(HowMuchFaster.Answer(parts)));
    }

    private static string Text(HowMuchFasterAnswer answer) =>
        TextRenderer.Render(answer.Document());

    private static AnswerRequest Request() =>
        new(
            [new Setting(ScenarioKeys.Cma, "384MiB", InputPlace.Nowhere, ".")],
            new ReplicationPlan(5, 40, 0.02),
            "kexecperf answer --cma 384MiB",
            new Work(TestContext.Current.CancellationToken)
        );
}
