using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.HotPhase;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Reports;

/// <summary>What a study answers, in one or two sentences computed from its summary; all figures in them are medians.</summary>
internal static class Headlines
{
    /// <summary>Saving 5 % of the downtime is where a placement begins to matter.</summary>
    private const double Matters = 1 / 0.95;

    /// <summary>A load is taken to succeed where 99 of 100 do.</summary>
    private const double Succeeds = 0.99;

    /// <summary>The axis of where an area begins.</summary>
    private const string CmaStart = "memory.cma_start";

    /// <summary>Of a study that is not shipped: what all have in common.</summary>
    public static string AnyStudy(SummaryTable table)
    {
        (SummaryPoint low, SummaryPoint high) = Ends(table.Points, OutcomeName.Saved);
        var names = new PointNames(table);
        return low.Index == high.Index
            ? $"CMA placement saves {Saved(low)}."
            : $"CMA placement saves {Saved(low)} ({names.Named(low)}) to {Saved(high)} "
                + $"({names.Named(high)}).";
    }

    /// <summary>Of one whose outputs leave out what is saved.</summary>
    public static string PointsAlone(SummaryTable table) =>
        $"{table.Points.Count} points; the table below is the answer.";

    /// <summary>Where the new kernel does not come up; empty where it does.</summary>
    public static string Boots(SummaryTable table)
    {
        return table.Failing == 0
            ? ""
            : "But with CMA the new kernel fails to come up in at least one run at "
                + $"{table.Failing} "
                + $"of {table.Points.Count} points; "
                + "kexecperf answer says why, and what cures it.";
    }

    public static string Machines(SummaryTable table) =>
        Sentence(
            table
                .Points.GroupBy(p => p.Kernel)
                .Select(
                    (kernel, i) =>
                    {
                        (SummaryPoint low, SummaryPoint high) = Ends(kernel, OutcomeName.Saved);
                        int matters = kernel.Count(DoesMatter);
                        return (
                                i == 0
                                    ? $"On {kernel.Key} CMA placement saves "
                                    : $"on {kernel.Key} "
                            )
                            + $"{Saved(low)} ({low.Machine}) to {Saved(high)} ({high.Machine}), "
                            + $"at least 5 % of the downtime on {matters} of the {kernel.Count()} "
                            + "machines swept";
                    }
                )
        );

    public static string KernelVersions(SummaryTable table) =>
        "CMA placement saves, by release: "
        + Sentence(
            table
                .Points.GroupBy(p => p.Machine)
                .Select(machine => $"{machine.Key} {string.Join(", ", Steps([.. machine]))}")
        );

    /// <summary>Releases at which what is saved changes by more than a tenth.</summary>
    private static IEnumerable<string> Steps(List<SummaryPoint> releases)
    {
        double last = double.NaN;
        foreach (SummaryPoint p in releases)
        {
            double saved = p[OutcomeName.Saved].Median;
            if (!(Math.Abs(saved - last) <= 0.1 * Math.Max(saved, last)))
            {
                yield return $"{Saved(p)} from {p.Kernel}";
            }

            last = saved;
        }
    }

    public static string ImageSize(SummaryTable table) =>
        "CMA placement saves at least 5 % of the downtime, by image size: "
        + Sentence(
            table
                .Points.GroupBy(p => p.Kernel)
                .Select(k => $"on {k.Key} {From([.. k.GroupBy(p => p.Machine)])}")
        );

    private static string From(List<IGrouping<string, SummaryPoint>> machines)
    {
        string largest = Size(machines.SelectMany(m => m).MaxBy(p => p.MemszBytes)!);
        string[] some =
        [
            .. machines
                .Where(m => m.Any(DoesMatter))
                .Select(m => $"{m.Key} from {Size(m.Where(DoesMatter).MinBy(p => p.MemszBytes)!)}"),
        ];
        string[] none = [.. machines.Where(m => !m.Any(DoesMatter)).Select(m => m.Key)];
        return string.Join(", ", some)
            + (
                none.Length == 0 ? ""
                : none.Length == machines.Count ? $"on no machine up to {largest}"
                : $", {string.Join(" and ", none)} at no size up to {largest}"
            );
    }

    public static string MemoryPressureOfCache(SummaryTable table) =>
        MemoryPressure(table, "With RAM full, half of it page cache,");

    public static string MemoryPressureOfProcesses(SummaryTable table) =>
        MemoryPressure(table, "With RAM full of process memory to 80 % and no swap,");

    private static string MemoryPressure(SummaryTable table, string host)
    {
        IEnumerable<string> pins = table
            .Points.GroupBy(p => p.Pinned)
            .Select(g => $"{LargestThatSucceeds(g)} with {Pins.Name(g.Key)}");
        OutcomeName load = OutcomeName.Load.Of(Side.Cma);
        (_, SummaryPoint slow) = Ends(table.Points, load);
        string most = table
            .Points.MaxBy(p => p.OccupancyPercent)!
            .Text(ScenarioKeys.CmaOccupancy.FileKey);
        return $"{host} 99 of 100 loads get CMA memory at every occupancy up to {most}: "
            + Sentence(pins)
            + $" The slowest load that tries takes {Ms(slow[load].Median)} (image {Size(slow)}, "
            + $"{Pins.Name(slow.Pinned)}, occupancy "
            + $"{slow.Text(ScenarioKeys.CmaOccupancy.FileKey)}).";
    }

    private static string LargestThatSucceeds(IEnumerable<SummaryPoint> points)
    {
        SummaryPoint[] fine =
        [
            .. points
                .GroupBy(p => p.MemszBytes)
                .OrderBy(size => size.Key)
                .TakeWhile(size => size.All(p => p.CmaSuccess >= Succeeds))
                .Select(size => size.First()),
        ];
        return fine.Length == 0 ? "no image" : $"images up to {Size(fine[^1])}";
    }

    public static string DmaRisk(SummaryTable table)
    {
        string Worst(OutcomeName of)
        {
            (_, SummaryPoint worst) = Ends(table.Points, of);
            double most = worst[of].Median;
            return most == 0
                ? "never"
                : $"in up to {Chances.OfKexecs(most)} ({worst.Machine}, image {Size(worst)})";
        }

        string Both(OutcomeName of) =>
            $"page list {Worst(of.Of(Side.PageList))}, CMA {Worst(of.Of(Side.Cma))}";

        return "Devices that go on writing damage the image silently: "
            + $"{Both(OutcomeName.SilentDamage)}; so that the purgatory notices: "
            + $"{Both(OutcomeName.DetectedDamage)}. "
            + "How often devices go on writing is assumed.";
    }

    public static string WhatNext(SummaryTable table) =>
        Sentence(
            OverlayStep
                .Of(table)
                .GroupBy(s => (s.With.Machine, s.Without.Kernel))
                .Select(
                    (g, i) =>
                    {
                        OverlayStep best = g.MaxBy(s => s.SavedMs(Side.Cma))!;
                        string what = i == 0 ? " takes most off the downtime with CMA, " : ", ";
                        return $"{(i == 0 ? "On" : "on")} {g.Key.Machine}, {g.Key.Kernel}, "
                            + $"{best.Overlay}{what}{Ms(best.SavedMs(Side.Cma))}";
                    }
                )
        );

    public static string Zeroing(SummaryTable table)
    {
        OutcomeName zeroing = OutcomeName.LoadZeroing.Of(Side.Cma);
        return "Zeroing in a load into CMA takes: "
            + Sentence(
                table
                    .Points.GroupBy(p => p.InitOnAlloc)
                    .Select(g =>
                        $"with init_on_alloc {g.Key} "
                        + string.Join(
                            ", ",
                            g.GroupBy(p => p.Kernel)
                                .Select(k =>
                                {
                                    (SummaryPoint low, SummaryPoint high) = Ends(k, zeroing);
                                    return $"{Range(low[zeroing].Median, high[zeroing].Median)} "
                                        + $"on {k.Key}";
                                })
                        )
                    )
            );
    }

    public static string CpuCount(SummaryTable table)
    {
        OutcomeName stop = OutcomeName.Of(Phase.CpuShutdown).Of(Side.Cma);
        OutcomeName hot = OutcomeName.Of(PhaseSpan.HotPhase).Of(Side.Cma);
        return "Stopping all other CPUs takes: "
            + Sentence(
                table
                    .Points.GroupBy(p => p.Machine)
                    .Select(m =>
                    {
                        SummaryPoint most = m.MaxBy(p => p.Cpus)!;
                        return $"{Ms(most[stop].Median)} of a hot phase of {Ms(most[hot].Median)} "
                            + $"with CMA on {m.Key} with {(int)most.Cpus} CPUs";
                    })
            );
    }

    public static string Numa(SummaryTable table) =>
        "CMA placement saves, by nodes and where the area begins: "
        + Sentence(
            table
                .Points.GroupBy(p => p.Text(ScenarioKeys.Nodes.FileKey))
                .Select(nodes =>
                    $"with {nodes.Key} "
                    + string.Join(", ", nodes.Select(p => $"{Saved(p)} ({p.Text(CmaStart)})"))
                )
        );

    /// <summary>The points with the least and the most of a quantity.</summary>
    private static (SummaryPoint Low, SummaryPoint High) Ends(
        IEnumerable<SummaryPoint> points,
        OutcomeName of
    )
    {
        List<SummaryPoint> sorted = [.. points.OrderBy(p => p[of].Median)];
        return (sorted.Find(p => !double.IsNaN(p[of].Median)) ?? sorted[0], sorted[^1]);
    }

    private static bool DoesMatter(SummaryPoint p) =>
        p[OutcomeName.Speedup(PhaseSpan.Downtime)].Median >= Matters;

    private static string Saved(SummaryPoint p) => Ms(p[OutcomeName.Saved].Median);

    private static string Size(SummaryPoint p) => Sizes.Short(p.ImageBytes);

    private static string Range(double low, double high) =>
        low == high ? Ms(low) : $"{Ms(low)} to {Ms(high)}";

    private static string Ms(double ms) => Durations.Short(ms);

    private static string Sentence(IEnumerable<string> clauses) => string.Join("; ", clauses) + ".";
}
