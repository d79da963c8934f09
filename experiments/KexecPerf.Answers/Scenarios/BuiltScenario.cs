using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Scenarios;

/// <summary>A scenario, and what is to be said of where it comes from.</summary>
internal sealed record BuiltScenario(Scenario Scenario, IReadOnlyList<Remark> Remarks)
{
    /// <summary>How the host came to run its kernel; null without a host.</summary>
    public LastReboot? LastReboot { get; init; }
}
