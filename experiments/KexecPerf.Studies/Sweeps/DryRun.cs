using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Scenarios;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>What a sweep would come to: points, runs, and the time they take, from a sample of points run here and now.</summary>
internal static class DryRun
{
    private const int SampledPoints = 12;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public static Document Of(Study study, int jobs, CancellationToken cancel)
    {
        int? fixedRuns = study.Plan.Replications;
        int fewest = fixedRuns ?? StoppingRule.First;
        long runs = (long)study.Count * fewest * Sides.All.Count;
        double seconds = SecondsARun(study, cancel) * runs / jobs;
        string replications = fixedRuns is null
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{fewest} to {study.Plan.Most} replications, until the error is "
                    + $"{100 * study.Plan.Precision:0.##} %"
            )
            : string.Create(CultureInfo.InvariantCulture, $"{fewest} replications");
        string atLeast = fixedRuns is null ? "at least " : "";
        List<string[]> rows =
        [
            .. study.Axes.Select(a =>
                (string[])
                    [
                        a.Key,
                        a.Values.Count.ToString(CultureInfo.InvariantCulture),
                        a.Values.Count == 1
                            ? a.Values[0].Text
                            : $"{a.Values[0].Text} to {a.Values[^1].Text}",
                    ]
            ),
        ];
        string total = string.Create(
            CultureInfo.InvariantCulture,
            $"{study.Count:N0} points x {replications} x 2 sides: {atLeast}{runs:N0} runs, "
                + $"{atLeast}{Durations.Wait(TimeSpan.FromSeconds(seconds))} on {jobs} "
                + $"threads of this machine."
        );
        return new Document(
            $"kexecperf sweep: {study.Name}, dry run",
            "",
            [
                .. study.Title.Length > 0 ? [new Paragraph(study.Title)] : (Block[])[],
                new Gap(),
                new Table(["axis", "values", ""], rows, Prose: true),
                new Gap(),
                new Paragraph(total, 2),
            ],
            [
                ["axis", "values", "range"],
                .. rows,
            ],
            new JsonObject
            {
                ["schema"] = "kexecperf.sweep/1",
                ["study"] = study.Name,
                ["dry_run"] = true,
                ["points"] = study.Count,
                ["replications"] = fewest,
                ["runs"] = runs,
                ["estimated_seconds"] = Numbers.Rounded(seconds),
            }
        );
    }

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
