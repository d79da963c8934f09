using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Memory;
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
            Dictionary<Scenario, List<HotPhaseOutcome>> outcomes = Replicate(
                plan.Seed,
                Key,
                distinct,
                look
            );
            var runs = distinct.ToDictionary(
                s => s,
                s => new ScenarioRun(outcomes[s], level => levels.Value[level, s])
            );
            return new PairedOutcomes(
                plan,
                canonical.ToDictionary(c => c.Key, c => runs[c.Value]),
                [.. scenarios.Take(2).Select(s => runs[canonical[s]])],
                look
            );
        }

        string Key(Scenario s) => plan.KeyOf(s.Machine, scenarios[0].Machine);
    }

    /// <summary>At least so many replications of each scenario.</summary>
    private Dictionary<Scenario, List<HotPhaseOutcome>> Replicate(
        ulong seed,
        Func<Scenario, string> key,
        List<Scenario> scenarios,
        int until
    )
    {
        var all = scenarios.ToDictionary(s => s, s => Done(seed, key(s), s));
        List<Block> blocks =
        [
            .. scenarios
                .Where(s => all[s].Count < until)
                .Select(s => new Block(
                    s,
                    draws.Of(s.Machine, seed, key(s), until),
                    all[s].Count,
                    new HotPhaseOutcome[until - all[s].Count]
                )),
        ];
        int from = blocks.Count == 0 ? until : blocks.Min(b => b.From);
        work.For(
            until - from,
            i =>
            {
                // Of one replication one after the other: they share what it draws.
                var made = new FreeMemoryDraws();
                foreach (Block block in blocks.Where(b => b.From <= from + i))
                {
                    block.Run(from + i, made);
                }
            }
        );
        blocks.ForEach(b => all[b.Scenario].AddRange(b.Outcomes));
        return all;
    }

    private List<HotPhaseOutcome> Done(ulong seed, string key, Scenario scenario)
    {
        if (!_done.TryGetValue((seed, key, scenario), out List<HotPhaseOutcome>? outcomes))
        {
            _done.Add((seed, key, scenario), outcomes = []);
        }

        return outcomes;
    }

    /// <summary>Replications of a scenario that nobody has simulated yet, from one on.</summary>
    private sealed record Block(
        Scenario Scenario,
        Func<int, MachineDraw> Draw,
        int From,
        HotPhaseOutcome[] Outcomes
    )
    {
        public void Run(int replication, FreeMemoryDraws made)
        {
            MachineDraw draw = Draw(replication);
            Outcomes[replication - From] = HotPhaseSimulation.Run(
                LoadedImage.Load(Scenario, draw, made),
                draw
            );
        }
    }
}
