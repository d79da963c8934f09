using System.CommandLine;
using KexecPerf.Answers.Catalog;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Questions.Sensitivity;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary><c>sensitivity [QUESTION]</c>: which uncertain number to measure first.</summary>
internal static class SensitivityCommand
{
    public static Command Create(
        IReadOnlyList<string> arguments,
        Func<string, Action<SensitivityAnswer>> draw
    )
    {
        var question = new KnownWordOf<Question>("QUESTION", Find)
        {
            Description =
                string.Join(", ", QuestionCatalog.WithOutcome.Select(q => q.Name))
                + " (default the first)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var of = new SingleOption("--of")
        {
            Description =
                "outcome to explain: "
                + string.Join(", ", WatchedOutcome.All.Select(o => o.Key))
                + " (default that of the question)",
            HelpName = "OUTCOME",
        };
        var figures = new SingleOption("--figures")
        {
            Description = "also draw the ranking into this folder",
            HelpName = "DIR",
        };
        var scenario = new ScenarioOptions();
        var run = new RunOptions();
        var output = new AnswerOutput();
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
                        new Work(cancel),
                        line =>
                        {
                            // Asked for first, since a tool may have no figures.
                            Action<SensitivityAnswer>? drawn = figures.Only(parsed) is { } folder
                                ? draw(folder)
                                : null;
                            var request = AnswerRequest.Of(
                                scenario.Read(parsed),
                                run.Read(parsed),
                                arguments,
                                line.Work
                            ) with
                            {
                                InDetail = output.InDetail(parsed),
                                ListsAssumptions = output.ListsAssumptions(parsed),
                            };
                            Question asked = question.Of(parsed);
                            SensitivityAnswer answer = SensitivityQuestion.Answer(
                                request,
                                asked.Name,
                                of.Only(parsed) is { } key ? Outcome(key) : asked.Outcome!
                            );
                            drawn?.Invoke(answer);
                            return answer;
                        }
                    )
                )
        );
        return command;
    }

    private static Question Find(string? name) =>
        name is null
            ? QuestionCatalog.Usual
            : QuestionCatalog.Find(name, QuestionCatalog.WithOutcome, SensitivityQuestion.Command);

    private static WatchedOutcome Outcome(string key)
    {
        try
        {
            return WatchedOutcome.Parse(key);
        }
        catch (InputException e)
        {
            throw e.At(InputPlace.Of("--of"));
        }
    }
}
