using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Questions.DmaRisk;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.HotPhase;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Reports;

/// <summary>What a study answers, in one or two sentences computed from its summary; all figures in them are medians.</summary>
internal static class Headlines
{
    /// <summary>Saving 5 % of the downtime is where a placement begins to matter.</summary>
    private const double Matters = 1 / 0.95;

    /// <summary>A load is taken to succeed where 99 of 100 do.</summary>
    private const double Succeeds = 0.99;

    private static readonly Dictionary<string, Func<SummaryTable, string>> Studies = new()
    {
        ["machines"] = Machines,
        ["kernel-versions"] = KernelVersions,
        ["image-size"] = ImageSize,
        ["memory-pressure"] = MemoryPressure,
        ["dma-risk"] = DmaRisk,
        ["what-next"] = WhatNext,
        ["what-next-arm64"] = WhatNext,
        ["zeroing"] = Zeroing,
        ["cpu-count"] = CpuCount,
    };

    /// <summary>The sentences of a study; of one that is not shipped, what all have in common.</summary>
    public static string Of(string study, SummaryTable table) =>
        ShippedSummary.Is(study, table) ? Studies[study](table)
        : table.Has(IntervalColumns.Saved) ? AnyStudy(table)
        : $"{table.Points.Count} points; the table below is the answer.";

    /// <summary>Where the new kernel does not come up; empty where it does.</summary>
    public static string Boots(SummaryTable table)
    {
        int failing = table.Points.Count(p => p.Number("cma_boots_probability") < 1);
        return failing == 0
            ? ""
            : $"But with CMA the new kernel does not come up in every run at {failing} of {table.Points.Count} points; "
                + "kexecperf answer says why, and what cures it.";
    }

    private static string AnyStudy(SummaryTable table)
    {
        (SummaryPoint low, SummaryPoint high) = Ends(table.Points, IntervalColumns.Saved);
        Func<SummaryPoint, string> name = Panels.Names(table);
        return $"CMA placement saves {Saved(low)} ({name(low)}) to {Saved(high)} ({name(high)}).";
    }

    private static string Machines(SummaryTable table) =>
        Sentence(
            table
                .Points.GroupBy(p => p.Kernel)
                .Select(
                    (kernel, i) =>
                    {
                        (SummaryPoint low, SummaryPoint high) = Ends(kernel, IntervalColumns.Saved);
                        int matters = kernel.Count(DoesMatter);
                        return (
                                i == 0
                                    ? $"On {kernel.Key} CMA placement saves "
                                    : $"on {kernel.Key} "
                            )
                            + $"{Saved(low)} ({low.Machine}) to {Saved(high)} ({high.Machine}), "
                            + $"at least 5 % of the downtime on {matters} of {kernel.Count()} machines";
                    }
                )
        );

    private static string KernelVersions(SummaryTable table) =>
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
            double saved = p[IntervalColumns.Saved].Median;
            if (!(Math.Abs(saved - last) <= 0.1 * Math.Max(saved, last)))
            {
                yield return $"{Saved(p)} from {p.Kernel}";
            }

            last = saved;
        }
    }

    private static string ImageSize(SummaryTable table) =>
        "CMA placement saves at least 5 % of the downtime, by image size: "
        + Sentence(
            table
                .Points.Where(p => p.CmaAreaBytes > 0)
                .GroupBy(p => p.Kernel)
                .Select(k => $"on {k.Key} {From([.. k.GroupBy(p => p.Machine)])}")
        );

    private static string From(List<IGrouping<string, SummaryPoint>> machines)
    {
        string largest = Size(machines.SelectMany(m => m).MaxBy(p => p.ImageBytes)!);
        string[] some =
        [
            .. machines
                .Where(m => m.Any(DoesMatter))
                .Select(m => $"{m.Key} from {Size(m.Where(DoesMatter).MinBy(p => p.ImageBytes)!)}"),
        ];
        string[] none = [.. machines.Where(m => !m.Any(DoesMatter)).Select(m => m.Key)];
        return string.Join(", ", some)
            + (
                none.Length == 0 ? ""
                : none.Length == machines.Count ? $"on no machine up to {largest}"
                : $", {string.Join(" and ", none)} at no size up to {largest}"
            );
    }

    private static string MemoryPressure(SummaryTable table)
    {
        IEnumerable<string> pins = table
            .Points.GroupBy(p => p.Text("cma_pinned"))
            .Select(g => $"{LargestThatSucceeds(g)} with {Pins.Name(g.Key)}");
        var load = IntervalColumns.Of(Style.Cma.Key, "load");
        (_, SummaryPoint slow) = Ends(table.Points, load);
        return "99 of 100 loads get CMA memory at every occupancy: "
            + Sentence(pins)
            + $" The slowest load that tries takes {Ms(slow[load].Median)} (image {Size(slow)}, "
            + $"{Pins.Name(slow.Text("cma_pinned"))}, occupancy {slow.Text("cma_occupancy")}).";
    }

    private static string LargestThatSucceeds(IEnumerable<SummaryPoint> points)
    {
        SummaryPoint[] fine =
        [
            .. points
                .GroupBy(p => p.ImageBytes)
                .OrderBy(size => size.Key)
                .TakeWhile(size => size.All(p => p.Number("cma_success_probability") >= Succeeds))
                .Select(size => size.First()),
        ];
        return fine.Length == 0 ? "no image" : $"images up to {Size(fine[^1])}";
    }

    private static string DmaRisk(SummaryTable table)
    {
        string Side(SideStyle side, bool detected)
        {
            var of = IntervalColumns.Probability(side.Key, detected);
            (_, SummaryPoint worst) = Ends(table.Points, of);
            double most = worst[of].Median;
            return most == 0
                ? "never"
                : $"in up to {Chances.OfKexecs(most)} ({worst.Machine}, image {Size(worst)})";
        }

        return $"Devices that go on writing damage the image silently: page list {Side(Style.PageList, false)}, CMA {Side(Style.Cma, false)}; "
            + $"so that the purgatory notices: page list {Side(Style.PageList, true)}, CMA {Side(Style.Cma, true)}. "
            + "How often devices go on writing is assumed.";
    }

    private static string WhatNext(SummaryTable table) =>
        Sentence(
            OverlayStep
                .Of(table)
                .GroupBy(s => (s.With.Machine, s.Without.Kernel))
                .Select(
                    (g, i) =>
                    {
                        OverlayStep best = g.MaxBy(s => s.SavedMs(Style.Cma.Key))!;
                        string what = i == 0 ? " takes most off the downtime with CMA, " : ", ";
                        return $"{(i == 0 ? "On" : "on")} {g.Key.Machine}, {g.Key.Kernel}, {best.Overlay}{what}{Ms(best.SavedMs(Style.Cma.Key))}";
                    }
                )
        );

    private static string Zeroing(SummaryTable table)
    {
        var zeroing = IntervalColumns.Of(Style.Cma.Key, "load_zeroing");
        return "Zeroing in a load into CMA takes: "
            + Sentence(
                table
                    .Points.GroupBy(p => p.Text("init_on_alloc"))
                    .Select(g =>
                        $"with init_on_alloc {g.Key} "
                        + string.Join(
                            ", ",
                            g.GroupBy(p => p.Kernel)
                                .Select(k =>
                                {
                                    (SummaryPoint low, SummaryPoint high) = Ends(k, zeroing);
                                    return $"{Range(low[zeroing].Median, high[zeroing].Median)} on {k.Key}";
                                })
                        )
                    )
            );
    }

    private static string CpuCount(SummaryTable table)
    {
        var stop = IntervalColumns.Of(Style.Cma.Key, Phase.CpuShutdown);
        var hot = IntervalColumns.Of(Style.Cma.Key, "hot_phase");
        return "Stopping all other CPUs takes: "
            + Sentence(
                table
                    .Points.GroupBy(p => p.Machine)
                    .Select(m =>
                    {
                        SummaryPoint most = m.MaxBy(p => p.Number("cpu_count"))!;
                        return FormattableString.Invariant(
                            $"{Ms(most[stop].Median)} of a hot phase of {Ms(most[hot].Median)} with CMA on {m.Key} with {most.Number("cpu_count"):0} CPUs"
                        );
                    })
            );
    }

    /// <summary>The points with the least and the most of a quantity.</summary>
    private static (SummaryPoint Low, SummaryPoint High) Ends(
        IEnumerable<SummaryPoint> points,
        IntervalColumns of
    )
    {
        List<SummaryPoint> sorted = [.. points.OrderBy(p => p[of].Median)];
        return (sorted.Find(p => !double.IsNaN(p[of].Median)) ?? sorted[0], sorted[^1]);
    }

    private static bool DoesMatter(SummaryPoint p) =>
        p[IntervalColumns.DowntimeSpeedup].Median >= Matters;

    private static string Saved(SummaryPoint p) => Ms(p[IntervalColumns.Saved].Median);

    private static string Size(SummaryPoint p) => LogUnit.Bytes.Label(p.AskedImageBytes);

    private static string Range(double low, double high) =>
        low == high ? Ms(low) : $"{Ms(low)} to {Ms(high)}";

    private static string Ms(double ms) => Durations.Short(ms);

    private static string Sentence(IEnumerable<string> clauses) => string.Join("; ", clauses) + ".";
}
