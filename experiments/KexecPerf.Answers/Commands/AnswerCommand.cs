using System.CommandLine;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Questions.BreakEven;
using KexecPerf.Answers.Questions.DmaRisk;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary><c>answer [QUESTION]</c>.</summary>
internal static class AnswerCommand
{
    private static readonly Dictionary<string, Func<AnswerRequest, Document>> Questions = new()
    {
        [HowMuchFaster.Question] = HowMuchFaster.Answer,
        [WhatDominates.Question] = WhatDominates.Answer,
        [WhatNext.Question] = WhatNext.Answer,
        [BreakEvenAnswer.Question] = r => BreakEvenAnswer.Answer(r, BreakEvenOptions.Usual),
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
        var of = new LastOption("--of")
        {
            Description =
                "break-even: span that CMA saves a share of: switch, hot_phase or downtime "
                + $"(default {BreakEvenOptions.Usual.Key})",
            HelpName = "SPAN",
        };
        var threshold = new LastOption("--threshold")
        {
            Description = "break-even: least share that matters (default 5%)",
            HelpName = "PCT",
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
        command.Add(of);
        command.Add(threshold);
        run.AddTo(command);
        output.AddTo(command);
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    output.Write(
                        parsed,
                        () =>
                            Ask(
                                parsed.GetValue(question) ?? HowMuchFaster.Question,
                                new AnswerRequest(
                                    scenario.Read(parsed),
                                    run.Read(parsed),
                                    CommandText.Of(arguments),
                                    cancel
                                ),
                                threshold.Last(parsed),
                                of.Last(parsed)
                            )
                    )
                )
        );
        return command;
    }

    private static Document Ask(
        string question,
        AnswerRequest request,
        string? threshold,
        string? of
    )
    {
        Func<AnswerRequest, Document> answer = Find(question);
        if (question == BreakEvenAnswer.Question)
        {
            return BreakEvenAnswer.Answer(request, BreakEvenOptions.Parse(threshold, of));
        }

        return threshold is null && of is null
            ? answer(request)
            : throw new InputException(
                InputPlace.Of(of is null ? "--threshold" : "--of"),
                $"{question} has none; ask answer {BreakEvenAnswer.Question}"
            );
    }

    private static Func<AnswerRequest, Document> Find(string question) =>
        Questions.TryGetValue(question, out Func<AnswerRequest, Document>? answer)
            ? answer
            : throw new InputException(
                InputPlace.Of("answer"),
                question.StartsWith('-')
                    ? $"no option '{UserText.Shorten(question)}'; see kexecperf answer --help"
                    : $"no question '{UserText.Shorten(question)}'; {Nearest.Hint(question, Questions.Keys)}"
            );
}
