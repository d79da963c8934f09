using System.CommandLine;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Questions.Sensitivity;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary><c>sensitivity [QUESTION]</c>: which uncertain number to measure first.</summary>
internal static class SensitivityCommand
{
    /// <summary>The outcome that a question is about.</summary>
    private static readonly Dictionary<string, string> Outcomes = new()
    {
        [HowMuchFaster.Question] = "saved_ms",
        [WhatDominates.Question] = "hot_phase",
        [WhatNext.Question] = "downtime",
    };

    public static Command Create(IReadOnlyList<string> arguments, Action<Document, string> draw)
    {
        var question = new Argument<string>("QUESTION")
        {
            Description = string.Join(", ", Outcomes.Keys) + " (default the first)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var of = new LastOption("--of")
        {
            Description =
                "outcome to explain: "
                + string.Join(", ", WatchedOutcome.All.Select(o => o.Key))
                + " (default that of the question)",
            HelpName = "OUTCOME",
        };
        var figures = new LastOption("--figures")
        {
            Description = "also draw the ranking into this folder",
            HelpName = "DIR",
        };
        var scenario = new ScenarioOptions();
        var run = new RunOptions();
        var output = new OutputOptions();
        var command = new Command(
            "sensitivity",
            "rank the uncertain numbers by what they do to an answer"
        );
        command.Add(question);
        command.Add(of);
        command.Add(figures);
        scenario.AddTo(command);
        run.AddTo(command);
        output.AddTo(command);
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    output.Write(
                        parsed,
                        () =>
                        {
                            string asked = parsed.GetValue(question) ?? HowMuchFaster.Question;
                            Document answer = SensitivityAnswer.Answer(
                                new AnswerRequest(
                                    scenario.Read(parsed),
                                    run.Read(parsed),
                                    CommandText.Of(arguments),
                                    cancel
                                ),
                                asked,
                                Find(asked, of.Last(parsed))
                            );
                            if (figures.Last(parsed) is { } folder)
                            {
                                draw(answer, folder);
                            }

                            return answer;
                        }
                    )
                )
        );
        return command;
    }

    private static WatchedOutcome Find(string question, string? of)
    {
        if (!Outcomes.TryGetValue(question, out string? usual))
        {
            throw new InputException(
                InputPlace.Of("sensitivity"),
                question.StartsWith('-')
                    ? $"no option '{UserText.Shorten(question)}'; see kexecperf sensitivity --help"
                    : $"no question '{UserText.Shorten(question)}'; {Nearest.Hint(question, Outcomes.Keys)}"
            );
        }

        try
        {
            return WatchedOutcome.Parse(of ?? usual);
        }
        catch (InputException e)
        {
            throw e.At(InputPlace.Of("--of"));
        }
    }
}
