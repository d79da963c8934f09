using KexecPerf.Experiments.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Experiments.Running;

/// <summary>
/// Simulates several scenarios in each replication with the same draws, so that their differences and ratios are paired. The result
/// depends on the seed alone, not on threads.
/// </summary>
internal static class PairedRunner
{
    /// <summary>Runs until the plan is met; the first scenario is the one whose error is watched.</summary>
    public static PairedOutcomes Run(
        IReadOnlyList<Scenario> scenarios,
        ReplicationPlan plan,
        CancellationToken cancel
    )
    {
        List<Scenario> canonical = [.. scenarios.Select(CanonicalScenario.Of)];
        List<Scenario> distinct = [.. canonical.Distinct()];
        int[] index = [.. canonical.Select(s => distinct.IndexOf(s))];
        var outcomes = new List<HotPhaseOutcome[]>();
        int target = plan.Replications ?? ReplicationPlan.First;
        while (true)
        {
            RunBlock(distinct, plan, outcomes, target, cancel);
            var result = new PairedOutcomes(plan, index, outcomes);
            bool enough = result.MonteCarloErrorPercent <= plan.Precision * 100;
            if (plan.Replications is not null || enough || target >= ReplicationPlan.Most)
            {
                return result;
            }

            target = Math.Min(target * 2, ReplicationPlan.Most);
        }
    }

    private static void RunBlock(
        List<Scenario> scenarios,
        ReplicationPlan plan,
        List<HotPhaseOutcome[]> outcomes,
        int until,
        CancellationToken cancel
    )
    {
        int from = outcomes.Count;
        var block = new HotPhaseOutcome[until - from][];
        var options = new ParallelOptions
        {
            CancellationToken = cancel,
            MaxDegreeOfParallelism = Environment.ProcessorCount,
        };
        Parallel.For(
            0,
            block.Length,
            options,
            i => block[i] = [.. scenarios.Select(s => Replicate(s, plan.Seed, from + i))]
        );
        outcomes.AddRange(block);
    }

    private static HotPhaseOutcome Replicate(Scenario scenario, ulong seed, long replication)
    {
        MachineDraw draw = MachineDraw.Of(scenario.Machine, seed, replication);
        return HotPhaseSimulation.Run(LoadedImage.Load(scenario, draw), draw);
    }
}
