using System.Diagnostics;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Scenarios;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>What a sweep would come to: points, runs, and the time they take, from a sample of points run here and now.</summary>
internal static class DryRun
{
    private const int SampledPoints = 12;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public static DryRunReport Of(Study study, int jobs, CancellationToken cancel) =>
        new(study, SecondsARun(study, cancel), jobs);

    private static double SecondsARun(Study study, CancellationToken cancel)
    {
        int step = Math.Max(1, study.Count / SampledPoints);
        List<Scenario> sample =
        [
            .. Enumerable
                .Range(0, study.Count)
                .Where(i => i % step == 0)
                .Select(i => study.Point(i).Build()),
        ];
        foreach (Scenario s in sample)
        {
            // Not counted: the first run of each waits for the compiler.
            cancel.ThrowIfCancellationRequested();
            SweepRun.Pair(s, study.Plan.Seed, 0, study.Stray);
        }

        long start = Stopwatch.GetTimestamp();
        int runs = 0;
        for (int r = 1; Stopwatch.GetElapsedTime(start) < Longest && r < 50; r++)
        {
            foreach (Scenario s in sample)
            {
                cancel.ThrowIfCancellationRequested();
                SweepRun.Pair(s, study.Plan.Seed, r, study.Stray);
                runs += Sides.All.Count;
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / runs;
    }
}
