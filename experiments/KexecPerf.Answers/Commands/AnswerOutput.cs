using System.CommandLine;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Questions;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary>Where an answer goes, and how much of it.</summary>
internal sealed class AnswerOutput
{
    private readonly OutputOptions _output = new(", or commit for the message of a commit");

    private readonly Option<bool> _brief = new("--brief")
    {
        Description = "the verdict and how to reproduce it alone",
    };

    private readonly Option<bool> _detail = new("--detail")
    {
        Description = "also every ratio, both ranges, and the numbers behind each phase",
    };

    private readonly Option<bool> _assumptions = new("--assumptions")
    {
        Description = "also everything that is assumed, with its range and why",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_brief);
        command.Add(_detail);
        command.Add(_assumptions);
        _output.AddTo(command);
    }

    /// <summary>Whether all is to be shown.</summary>
    public bool InDetail(ParseResult parsed) => parsed.GetValue(_detail);

    /// <summary>Whether everything assumed is to be listed.</summary>
    public bool ListsAssumptions(ParseResult parsed) => parsed.GetValue(_assumptions);

    /// <summary>Checks the options before anything is computed, then writes the answer.</summary>
    /// <exception cref="InputException">Options that do not go together.</exception>
    /// <exception cref="OperationCanceledException">Interrupted; nothing is written.</exception>
    public int Write(ParseResult parsed, Work work, Func<ProgressLine, Answer> ask)
    {
        bool brief = Check(parsed);
        return _output.WriteAnswer(parsed, work, line => AnswerLayout.Shown(ask(line), brief));
    }

    /// <summary>What <see cref="Write"/> writes, where it is shown instead.</summary>
    /// <exception cref="InputException">Options that do not go together, or a file.</exception>
    public Func<Answer, string> Shown(ParseResult parsed)
    {
        bool brief = Check(parsed);
        OutputFormat format = _output.OfShown(parsed);
        return answer => OutputWriter.Text(AnswerLayout.Shown(answer, brief), format);
    }

    /// <summary>Whether the short form is asked for.</summary>
    private bool Check(ParseResult parsed)
    {
        bool brief = parsed.GetValue(_brief);
        if (brief && InDetail(parsed))
        {
            throw new InputException(
                InputPlace.Of("--brief"),
                "not together with --detail; give one of them"
            );
        }

        return brief;
    }
}
