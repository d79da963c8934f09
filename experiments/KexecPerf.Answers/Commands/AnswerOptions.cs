using System.CommandLine;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Questions;

namespace KexecPerf.Answers.Commands;

/// <summary>What every question is told: scenario, runs, and how much is shown.</summary>
internal sealed class AnswerOptions
{
    private readonly ScenarioOptions _scenario = new();
    private readonly RunOptions _run = new();

    /// <summary>Where it goes, and how much of it.</summary>
    public AnswerOutput Output { get; } = new();

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="own">Its own, between scenario and runs.</param>
    public void AddTo(Command command, params Option[] own)
    {
        _scenario.AddTo(command);
        foreach (Option option in own)
        {
            command.Add(option);
        }

        _run.AddTo(command);
        Output.AddTo(command);
    }

    /// <summary>What a command line asks.</summary>
    /// <exception cref="Model.Inputs.InputException">Something that cannot be.</exception>
    public AnswerRequest Read(ParseResult parsed, IReadOnlyList<string> words, Work work) =>
        AnswerRequest.Of(_scenario.Read(parsed), _run.Read(parsed), words, work) with
        {
            InDetail = Output.InDetail(parsed),
            ListsAssumptions = Output.ListsAssumptions(parsed),
        };
}
