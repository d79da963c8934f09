using KexecPerf.Model.Inputs;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Scenarios;

/// <summary>
/// Builds a scenario from settings, later ones over earlier ones, and from the defaults for what
/// nobody said.
/// </summary>
internal static class ScenarioBuilder
{
    /// <exception cref="InputException">Anything that cannot be.</exception>
    public static Scenario Build(IReadOnlyList<Setting> settings) =>
        BuildWithRemarks(settings).Scenario;

    /// <summary>The scenario, with what is to be said of a host's facts.</summary>
    /// <exception cref="InputException">Anything that cannot be.</exception>
    public static BuiltScenario BuildWithRemarks(IReadOnlyList<Setting> settings)
    {
        ScenarioDraft draft = ScenarioDraft.Shipped with { Settings = settings };
        return ScenarioKeys
            .InReadingOrder.SelectMany(draft.Counting)
            .Aggregate(draft, (d, said) => said.Key.Read(d, said))
            .Build();
    }
}
