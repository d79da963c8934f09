using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Runs;

/// <summary>
/// One of the scenarios that were run together: the handle to its outcomes. Scenarios that are the same simulation share one.
/// </summary>
internal sealed class ScenarioRun(IReadOnlyList<HotPhaseOutcome> outcomes)
{
    /// <summary>The outcome of a replication.</summary>
    public HotPhaseOutcome this[int replication] => outcomes[replication];
}
