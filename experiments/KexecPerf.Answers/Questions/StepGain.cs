using System.Text.Json.Serialization;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// A setting or release on top of those before it, and what all of them take off the downtime.
/// </summary>
internal sealed record StepGain
{
    internal StepGain(ScenarioRow row, PairedRun sides)
    {
        Row = row;
        SavedMs = sides.Outcomes.Difference(sides.A, sides.B, o => o.Downtime);
        BootOutcome = BootOutcome.Of(sides.Outcomes, sides.ScenarioB);
    }

    [JsonIgnore]
    public ScenarioRow Row { get; }

    public string Name => Row.Name;

    /// <summary>What the owner of the machine does.</summary>
    public string Change => Row.Action;

    /// <summary>Of downtime, against the scenario as it stands.</summary>
    public OutcomeRange SavedMs { get; }

    public BootOutcome BootOutcome { get; }
}
