using System.CommandLine;
using KexecPerf.Experiments.Answers;
using KexecPerf.Experiments.Reporting;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Experiments.Commands;

/// <summary><c>answer [QUESTION]</c>.</summary>
internal static class AnswerCommand
{
    private static readonly Dictionary<string, Func<AnswerRequest, Document>> Questions = new()
    {
        [HowMuchFaster.Question] = HowMuchFaster.Answer,
        [WhatDominates.Question] = WhatDominates.Answer,
        [WhatNext.Question] = WhatNext.Answer,
        [DmaRisk.Question] = DmaRisk.Answer,
        [Zeroing.Question] = Zeroing.Answer,
        [CmaSize.Question] = CmaSize.Answer,
    };

    public static Command Create(IReadOnlyList<string> arguments)
    {
        var question = new Argument<string>("QUESTION")
        {
            Description = string.Join(", ", Questions.Keys) + " (default the first)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var scenario = new ScenarioOptions();
        var run = new RunOptions();
        var output = new OutputOptions();
        var command = new Command(
            "answer",
            "answer a question for a machine, image, kernel and memory state"
        );
        command.Add(question);
        scenario.AddTo(command);
        run.AddTo(command);
        output.AddTo(command);
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    output.Write(
                        parsed,
                        () =>
                            Find(parsed.GetValue(question))(
                                new AnswerRequest(
                                    scenario.Read(parsed),
                                    run.Read(parsed),
                                    CommandText.Of(arguments),
                                    cancel
                                )
                            )
                    )
                )
        );
        return command;
    }

    private static Func<AnswerRequest, Document> Find(string? question) =>
        Questions.TryGetValue(question ?? HowMuchFaster.Question, out var answer)
            ? answer
            : throw new InputException(
                InputPlace.Of("answer"),
                question!.StartsWith('-')
                    ? $"no option '{OneLine.Of(question)}'; see kexecperf answer --help"
                    : $"no question '{OneLine.Of(question!)}'; {Nearest.Hint(question!, Questions.Keys)}"
            );
}
