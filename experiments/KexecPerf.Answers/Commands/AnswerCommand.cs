using System.CommandLine;
using KexecPerf.Answers.Catalog;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Questions.BreakEven;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary><c>answer [QUESTION]</c>.</summary>
internal static class AnswerCommand
{
    public static Command Create(IReadOnlyList<string> arguments)
    {
        var question = new KnownWordOf<Question>("QUESTION", Find)
        {
            Description =
                string.Join(", ", QuestionCatalog.All.Select(q => q.Name)) + " (default the first)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        question.CompletionSources.Add([.. QuestionCatalog.All.Select(q => q.Name)]);
        var of = new SingleOption("--of")
        {
            Description =
                $"break-even: span that CMA saves a share of: {Spans()} "
                + $"(default {BreakEvenOptions.Usual.Span.Key()})",
            HelpName = "SPAN",
        };
        var threshold = new SingleOption("--threshold")
        {
            Description = "break-even: least share that matters (default 5%)",
            HelpName = "PCT",
        };
        var options = new AnswerOptions();
        var command = new Command(
            "answer",
            "answer a question for a machine, image, kernel and memory state"
        );
        command.Add(question);
        options.AddTo(command, of, threshold);
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    options.Output.Write(
                        parsed,
                        new Work(cancel),
                        line =>
                        {
                            AnswerRequest request = options.Read(parsed, arguments, line.Work);
                            Question asked = question.Of(parsed);
                            BreakEvenOptions limits = Options(
                                asked,
                                threshold.Only(parsed),
                                of.Only(parsed)
                            );
                            return asked.Ask(request, limits);
                        }
                    )
                )
        );
        return command;
    }

    private static Question Find(string? name) =>
        name is null
            ? QuestionCatalog.Usual
            : QuestionCatalog.Find(name, QuestionCatalog.All, "answer");

    private static BreakEvenOptions Options(Question asked, string? threshold, string? of) =>
        asked.HasThreshold || (threshold is null && of is null)
            ? BreakEvenOptions.Parse(threshold, of)
            : throw new InputException(
                InputPlace.Of(of is null ? "--threshold" : "--of"),
                $"{asked.Name} has none; ask answer {BreakEvenQuestion.Name}"
            );

    private static string Spans()
    {
        string[] keys = [.. PhaseSpans.All.Select(s => s.Key())];
        return $"{string.Join(", ", keys[..^1])} or {keys[^1]}";
    }
}
