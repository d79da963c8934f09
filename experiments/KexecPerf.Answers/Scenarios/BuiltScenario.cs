using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Scenarios;

/// <summary>A scenario, and what is to be said of where it comes from.</summary>
/// <param name="Scenario">What is simulated.</param>
/// <param name="Remarks">What is to be said.</param>
/// <param name="Lacks">As <see cref="ScenarioDraft.Lacks"/>.</param>
internal sealed record BuiltScenario(
    Scenario Scenario,
    IReadOnlyList<Remark> Remarks,
    IReadOnlyList<string> Lacks
)
{
    /// <summary>How the host came to run its kernel; null without a host.</summary>
    public LastReboot? LastReboot { get; init; }
}
