using KexecPerf.Answers.Progress;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Runs;

/// <summary>
/// Places the segments of scenarios, load by load. What one search tried, a later one does not try
/// again.
/// </summary>
internal sealed class PlacementRunner(Work work, MachineDraws draws)
{
    private readonly Dictionary<(ulong Seed, Scenario Scenario), PlacementTrial?[]> _done = [];

    /// <summary>So many placements.</summary>
    public PlacementTrial[] Run(Scenario scenario, ulong seed, int count)
    {
        Func<int, PlacementTrial> at = Of(scenario, seed, count);
        var trials = new PlacementTrial[count];
        work.For(count, r => trials[r] = at(r));
        return trials;
    }

    /// <summary>
    /// Whether of so many placements at most some leave a segment out. Places no more than it takes
    /// to tell.
    /// </summary>
    public bool MissAtMost(int most, Scenario scenario, ulong seed, int count)
    {
        Func<int, PlacementTrial> at = Of(scenario, seed, count);
        int missed = 0;
        work.For(
            count,
            r =>
            {
                if (Volatile.Read(ref missed) <= most && !at(r).AllInCma)
                {
                    Interlocked.Increment(ref missed);
                }
            }
        );
        return missed <= most;
    }

    private Func<int, PlacementTrial> Of(Scenario scenario, ulong seed, int count)
    {
        PlacementTrial?[] done = _done.GetValueOrDefault((seed, scenario), []);
        if (done.Length < count)
        {
            Array.Resize(ref done, count);
            _done[(seed, scenario)] = done;
        }

        Func<int, MachineDraw> draw = draws.Of(scenario.Machine, seed, "", count);
        return r => done[r] ??= PlacementTrial.Run(scenario, draw(r));
    }
}
