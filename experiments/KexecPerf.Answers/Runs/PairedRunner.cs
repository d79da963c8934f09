using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Runs;

/// <summary>
/// Simulates several scenarios in each replication with the same draws, so that their differences and ratios are paired, but for
/// machines that the plan keeps apart. The result depends on the seed alone, not on threads. What one run simulated, a later one does not simulate again.
/// </summary>
internal sealed class PairedRunner(CancellationToken cancel)
{
    private readonly Dictionary<
        (ulong Seed, string Key, Scenario Scenario),
        List<HotPhaseOutcome>
    > _done = [];

    /// <summary>Runs until the plan is met; the first scenario is the one whose error is watched.</summary>
    public PairedOutcomes Run(IReadOnlyList<Scenario> scenarios, ReplicationPlan plan)
    {
        Dictionary<Scenario, Scenario> canonical = scenarios
            .Distinct()
            .ToDictionary(s => s, CanonicalScenario.Of);
        List<Scenario> distinct = [.. canonical.Values.Distinct()];
        if (plan.Replications is { } count)
        {
            return Until(count);
        }

        PairedOutcomes? result = null;
        StoppingRule.Run(look => (result = Until(look)).Watched, plan.Precision, plan.Most);
        return result!;

        PairedOutcomes Until(int look)
        {
            var runs = distinct.ToDictionary(
                s => s,
                s => new ScenarioRun(Replicate(plan.Seed, Key(s), s, look))
            );
            return new PairedOutcomes(
                plan,
                canonical.ToDictionary(c => c.Key, c => runs[c.Value]),
                runs[canonical[scenarios[0]]],
                look
            );
        }

        string Key(Scenario s) => plan.KeyOf(s.Machine, scenarios[0].Machine);
    }

    /// <summary>At least so many replications of a scenario.</summary>
    private List<HotPhaseOutcome> Replicate(ulong seed, string key, Scenario scenario, int until)
    {
        if (!_done.TryGetValue((seed, key, scenario), out List<HotPhaseOutcome>? outcomes))
        {
            _done.Add((seed, key, scenario), outcomes = []);
        }

        int from = outcomes.Count;
        var block = new HotPhaseOutcome[Math.Max(0, until - from)];
        var options = new ParallelOptions
        {
            CancellationToken = cancel,
            MaxDegreeOfParallelism = Environment.ProcessorCount,
        };
        Parallel.For(0, block.Length, options, i => block[i] = Once(seed, key, scenario, from + i));
        outcomes.AddRange(block);
        return outcomes;
    }

    private static HotPhaseOutcome Once(ulong seed, string key, Scenario scenario, long replication)
    {
        MachineDraw draw = MachineDraw.Of(
            scenario.Machine,
            new Replication(seed, replication, replication, key)
        );
        return HotPhaseSimulation.Run(LoadedImage.Load(scenario, draw), draw);
    }
}
