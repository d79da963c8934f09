using System.CommandLine;
using KexecPerf.Answers.Commands;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Page;

/// <summary>A command line as the command itself reads it.</summary>
/// <param name="Request">What it asks.</param>
/// <param name="Text">What the command prints of an answer.</param>
internal sealed record Asked(AnswerRequest Request, Func<Answer, string> Text)
{
    private const string Command = "answer";

    /// <summary>The words of a line of options; the whole command line is taken, too.</summary>
    public static List<string> Words(string line)
    {
        List<string> words = CommandText.Words(line);
        return words is ["kexecperf", ..] ? [.. words.Skip(1).SkipWhile(w => w == Command)] : words;
    }

    /// <summary>The same as one line.</summary>
    public static string Line(IEnumerable<string> words) =>
        string.Join(' ', CommandText.Exactly(words).Split(' ').Skip(1));

    /// <exception cref="InputException">Anything that cannot be.</exception>
    public static Asked Of(List<string> words)
    {
        var options = new AnswerOptions();
        var question = new Argument<string>("QUESTION") { Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(Command) { question };
        options.AddTo(command);
        ParseResult parsed = command.Parse(words);
        if (
            parsed.Errors.Count > 0
            || Answers.Commands.CommandLine.HasUnknownWord(parsed, [.. words])
        )
        {
            throw new InputException(Answers.Commands.CommandLine.Complaint(parsed));
        }

        if (parsed.GetValue(question) is { } other and not HowMuchFaster.Question)
        {
            throw new InputException(
                $"this page answers {HowMuchFaster.Question} alone; ask kexecperf answer "
                    + UserText.Shorten(other)
            );
        }

        CheckHost(words);
        Func<Answer, string> text = options.Output.Shown(parsed);
        AnswerRequest request = options.Read(parsed, [Command, .. words], new Work(default));
        return request.Plan.Replications is null or <= StoppingRule.Most
            ? new Asked(request, text)
            : throw new InputException(
                InputPlace.Of("--replications"),
                $"a page runs at most {StoppingRule.Most}; give fewer, or use the command"
            );
    }

    /// <summary>The files of a host are those that were dropped.</summary>
    private static void CheckHost(List<string> words)
    {
        ScenarioKey key = ScenarioKeys.Host;
        if (Controls.Said(words, key) is not { } file)
        {
            return;
        }

        if (file == HostInput.Here)
        {
            throw new InputException(
                InputPlace.Of(key.Option),
                "a page cannot read the machine it is shown on; run collect.sh there and choose "
                    + "its file"
            );
        }

        if (!File.Exists(file))
        {
            throw new InputException(
                InputPlace.Of(UserText.Shorten(file)),
                "the file is not in the link; drop it here or choose it"
            );
        }
    }
}
