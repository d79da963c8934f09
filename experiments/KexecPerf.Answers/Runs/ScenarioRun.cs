using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Runs;

/// <summary>
/// One of the scenarios that were run together: the handle to its outcomes. Scenarios that are the same simulation share one.
/// </summary>
/// <param name="outcomes">By replication.</param>
/// <param name="ofLevel">While a level of what is uncertain varies alone.</param>
internal sealed class ScenarioRun(
    IReadOnlyList<HotPhaseOutcome> outcomes,
    Func<UncertaintyLevel, IReadOnlyList<HotPhaseOutcome>> ofLevel
)
{
    /// <summary>The outcome of a replication.</summary>
    public HotPhaseOutcome this[int replication] => outcomes[replication];

    /// <summary>The outcomes while a level varies alone.</summary>
    public IReadOnlyList<HotPhaseOutcome> Of(UncertaintyLevel level) => ofLevel(level);
}
