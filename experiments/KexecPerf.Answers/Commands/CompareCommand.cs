using System.CommandLine;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary><c>compare A B</c>, or <c>compare OPTIONS --vs OPTIONS</c>.</summary>
internal static class CompareCommand
{
    /// <summary>Separates the two groups of options.</summary>
    public const string Versus = "--vs";

    public static Command Create(IReadOnlyList<string> arguments)
    {
        var files = new Argument<string[]>("A B")
        {
            Description = "two scenario files; or two groups of options with --vs between them",
            Arity = new ArgumentArity(0, 2),
        };
        var versus = new Option<string>(Versus)
        {
            Description = "the options before describe a, those behind describe b",
            Arity = ArgumentArity.Zero,
        };
        Option<bool> sameDraws = SameDraws();
        var scenario = new ScenarioOptions();
        var run = new RunOptions();
        var output = new AnswerOutput();
        var command = new Command(
            Compare.Command,
            "compare two scenarios, with the same draws where the machine is the same"
        );
        command.Add(files);
        command.Add(versus);
        command.Add(sameDraws);
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
                            (List<Setting> a, List<Setting> b) = Sides(
                                arguments,
                                parsed.GetValue(files)!,
                                scenario,
                                parsed
                            );
                            var kept = KeptHost.Of(a, b);
                            var request = new AnswerRequest(
                                kept.In(a),
                                run.Read(parsed),
                                CommandText.Of(kept.In(arguments)),
                                line.Work
                            )
                            {
                                InDetail = output.InDetail(parsed),
                                ListsAssumptions = output.ListsAssumptions(parsed),
                            };
                            BuiltScenario other = ScenarioBuilder.BuildWithRemarks(kept.In(b));
                            return Compare.Answer(
                                request with
                                {
                                    Remarks =
                                    [
                                        .. Remark.OfSides(request.Remarks, other.Remarks),
                                        .. kept.Remarks,
                                    ],
                                },
                                request.Scenario,
                                other.Scenario,
                                parsed.GetValue(sameDraws)
                            );
                        }
                    )
                )
        );
        return command;
    }

    private static Option<bool> SameDraws() =>
        new("--same-draws")
        {
            Description =
                "two machines: every number at the same place of its range on both, "
                + "as if what is not known of one were not known of the other",
        };

    private static (List<Setting> A, List<Setting> B) Sides(
        IReadOnlyList<string> arguments,
        string[] files,
        ScenarioOptions options,
        ParseResult parsed
    )
    {
        int at = arguments.ToList().IndexOf(Versus);
        if (files.Length == 2 && at < 0)
        {
            List<Setting> common = options.Read(parsed);
            return (
                [.. ScenarioFile.Read(files[0]), .. common],
                [.. ScenarioFile.Read(files[1]), .. common]
            );
        }

        if (at < 0 || files.Length > 0)
        {
            throw new InputException(
                InputPlace.Of(Compare.Command),
                "needs two sides; give two scenario files, or two groups of options with --vs between them"
            );
        }

        return (Group(arguments.Skip(1).Take(at - 1)), Group(arguments.Skip(at + 1)));
    }

    /// <summary>Reads one side's options alone; those on run and output were read from the whole line.</summary>
    private static List<Setting> Group(IEnumerable<string> words)
    {
        var options = new ScenarioOptions();
        var side = new Command("side");
        options.AddTo(side);
        side.Add(SameDraws());
        new RunOptions().AddTo(side);
        new AnswerOutput().AddTo(side);
        ParseResult parsed = side.Parse([.. words]);
        return parsed.Errors.Count == 0
            ? options.Read(parsed)
            : throw new InputException(
                InputPlace.Of(Compare.Command),
                CommandLine.Complaint(parsed)
            );
    }
}
