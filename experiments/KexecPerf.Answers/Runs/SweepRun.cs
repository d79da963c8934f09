using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Runs;

/// <summary>One replication of a point: both sides with the same draw.</summary>
internal static class SweepRun
{
    /// <summary>By <see cref="Side"/>; a side that cannot differ from the other is simulated once.</summary>
    public static RunResult[] Pair(Scenario scenario, ulong seed, int replication, bool stray)
    {
        MachineDraw draw = MachineDraw.Of(scenario.Machine, seed, replication);
        Scenario pageList = Canonical(scenario.PageListSide(), stray);
        Scenario cma = Canonical(scenario, stray);
        RunResult first = One(pageList, draw, stray);
        return [first, cma.Equals(pageList) ? first : One(cma, draw, stray)];
    }

    private static Scenario Canonical(Scenario scenario, bool stray) =>
        stray
            ? CanonicalScenario.Of(scenario) with
            {
                Dma = scenario.Dma,
            }
            : CanonicalScenario.Of(scenario);

    private static RunResult One(Scenario scenario, MachineDraw draw, bool stray) =>
        new(
            HotPhaseSimulation.Run(LoadedImage.Load(scenario, draw), draw),
            stray ? StrayRunner.Together(StrayRunner.Once(scenario, draw)) : null
        );
}
