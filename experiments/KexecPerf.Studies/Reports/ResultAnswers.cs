using KexecPerf.Answers.Catalog;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Questions.BreakEven;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Reports;

/// <summary>The answers that the page of results shows; what was asked once is not asked again.</summary>
internal sealed class ResultAnswers(Work work)
{
    private readonly Dictionary<(Question, string, string, bool), Answer> _known = [];

    /// <summary>
    /// A question on a machine and a release, with an area that holds everything, and where an
    /// x86_64 kernel boots.
    /// </summary>
    public Answer To(Question question, string machine, string kernel, bool kho = false)
    {
        if (!_known.TryGetValue((question, machine, kernel, kho), out Answer? answer))
        {
            answer = Ask(question, machine, kernel, kho);
            _known.Add((question, machine, kernel, kho), answer);
        }

        return answer;
    }

    /// <summary>What CMA saves there.</summary>
    public SavingsLine Savings(string machine, string kernel) =>
        ((HowMuchFasterAnswer)To(QuestionCatalog.Usual, machine, kernel)).Main;

    private static readonly string[] OnKho = ["kho", "on"];

    private Answer Ask(Question question, string machine, string kernel, bool kho)
    {
        string[] options =
        [
            "machine",
            machine,
            "kernel-version",
            kernel,
            "cma",
            "512MiB",
            "cma-alignment",
            "9",
            .. kho ? OnKho : [],
        ];
        List<Setting> settings =
        [
            .. options
                .Chunk(2)
                .Select(o => new Setting(ScenarioKeys.Find(o[0])!, o[1], InputPlace.Nowhere, "")),
        ];
        string command = CommandText.Of([
            "answer",
            question.Name,
            .. options.Select((o, i) => i % 2 == 0 ? "--" + o : o),
        ]);
        var request = new AnswerRequest(settings, ReplicationPlan.Usual, command, work);
        return question.Ask(request, BreakEvenOptions.Usual);
    }
}
