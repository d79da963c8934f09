using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>What an answer rests on.</summary>
/// <param name="Scenario">The scenario it is about.</param>
/// <param name="Plan">How often it was to be run.</param>
/// <param name="Replications">How often it was run.</param>
/// <param name="ErrorPercent">Monte Carlo error of what the plan watches, percent.</param>
/// <param name="Remarks">What is to be said of where the scenario comes from.</param>
/// <param name="Command">The command line that asks the same again.</param>
[JsonConverter(typeof(NotWritten<Basis>))]
internal sealed record Basis(
    Scenario Scenario,
    ReplicationPlan Plan,
    int Replications,
    double ErrorPercent,
    IReadOnlyList<Remark> Remarks,
    string Command
)
{
    /// <summary>Whether what the plan watches has any value.</summary>
    public bool HasTimes { get; init; } = true;

    /// <summary>Whether all is to be shown in text.</summary>
    public bool InDetail { get; init; }

    /// <summary>Whether everything assumed is listed in text.</summary>
    public bool ListsAssumptions { get; init; }

    /// <summary>What the error is of; null: of the plan's span and of the saving.</summary>
    public string? Watched { get; init; }

    /// <summary>Whether what is loaded boots; null where nothing is.</summary>
    public BootOutcome? Boot { get; init; }

    /// <summary>What the host's last reboot says of the model; null without a host.</summary>
    public LastRebootLine? LastReboot { get; init; }

    /// <summary>What the question assumes beside the machine's numbers.</summary>
    public IReadOnlyList<string> Assumed { get; init; } = [];

    /// <summary>What the answer does not cover, most important first.</summary>
    public IReadOnlyList<string> Envelope { get; init; } = Caveats.Envelope(Scenario);
}
