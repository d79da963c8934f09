using KexecPerf.Answers.Progress;
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
internal sealed class PairedRunner(Work work, MachineDraws draws)
{
    /// <summary>The share of an answer's work that these are; the rest are its levels.</summary>
    private const double RunsOfAll = 0.8;

    private readonly Dictionary<
        (ulong Seed, string Key, Scenario Scenario),
        List<HotPhaseOutcome>
    > _done = [];

    /// <summary>
    /// Runs until the plan is met; the first scenario is watched, and what the second saves.
    /// </summary>
    public PairedOutcomes Run(IReadOnlyList<Scenario> scenarios, ReplicationPlan plan)
    {
        Dictionary<Scenario, Scenario> canonical = scenarios
            .Distinct()
            .ToDictionary(s => s, CanonicalScenario.Of);
        List<Scenario> distinct = [.. canonical.Values.Distinct()];
        Lazy<LevelRuns> levels = new(() => new LevelRuns(distinct, plan.Seed, Key, work));
        return work.Part(RunsOfAll, Replicated);

        PairedOutcomes Replicated()
        {
            if (plan.Replications is { } count)
            {
                return Until(count);
            }

            PairedOutcomes? result = null;
            int from = 0;
            StoppingRule.Run(
                look =>
                {
                    double share = (look - from) / (double)(plan.Most - from);
                    from = look;
                    return (result = work.Part(share, () => Until(look))).Watched;
                },
                plan.Precision,
                plan.Most
            );
            return result!;
        }

        PairedOutcomes Until(int look)
        {
            var runs = work.Each(
                    distinct,
                    s =>
                        KeyValuePair.Create(
                            s,
                            new ScenarioRun(
                                Replicate(plan.Seed, Key(s), s, look),
                                level => levels.Value[level, s]
                            )
                        )
                )
                .ToDictionary();
            return new PairedOutcomes(
                plan,
                canonical.ToDictionary(c => c.Key, c => runs[c.Value]),
                [.. scenarios.Take(2).Select(s => runs[canonical[s]])],
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
        Func<int, MachineDraw> draw = draws.Of(scenario.Machine, seed, key, until);
        work.For(block.Length, i => block[i] = Once(scenario, draw(from + i)));
        outcomes.AddRange(block);
        return outcomes;
    }

    private static HotPhaseOutcome Once(Scenario scenario, MachineDraw draw) =>
        HotPhaseSimulation.Run(LoadedImage.Load(scenario, draw), draw);
}
