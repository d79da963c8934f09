using KexecPerf.Experiments.Running;
using KexecPerf.Experiments.Scenarios;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Experiments.Answers;

/// <summary>What the user asked, whatever the question.</summary>
/// <param name="Settings">What was said of the scenario; empty for the default answer.</param>
/// <param name="Plan">Seed and replications.</param>
/// <param name="Command">The command line that asks the same again.</param>
/// <param name="Cancel">Set when the user interrupts.</param>
internal sealed record AnswerRequest(
    IReadOnlyList<Setting> Settings,
    ReplicationPlan Plan,
    string Command,
    CancellationToken Cancel
)
{
    /// <summary>The scenario asked for.</summary>
    public Scenario Scenario { get; } = ScenarioBuilder.Build(Settings);

    /// <summary>Runs scenarios under the plan.</summary>
    public PairedOutcomes Run(params Scenario[] scenarios) =>
        PairedRunner.Run(scenarios, Plan, Cancel);
}
