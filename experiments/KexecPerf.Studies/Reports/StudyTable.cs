using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Figures;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Reports;

/// <summary>
/// Headline and figures of every shipped study, and those that all other studies have.
/// </summary>
internal static class StudyTable
{
    private const string HotPhaseCaption =
        "Time of the hot phase on a log axis (marker: median; line: 90 % of outcomes), and the "
        + "share each phase has in it, "
        + "page list above CMA; one row where the release has no CMA placement. Shares are of the "
        + "sum of the phases' medians.";

    private const string RankingCaption =
        "What the medians of all phases together fall by with each overlay alone, for both "
        + "placements. Overlays are features of other releases, and proposals that are not "
        + "merged. A "
        + "difference of medians has no range: kexecperf answer what-next pairs the runs and gives "
        + "the median of their differences, with its range.";

    /// <summary>Each shipped study once.</summary>
    public static IReadOnlyList<ReportedStudy> All { get; } =
    [
        new(
            "machines",
            Headlines.Machines,
            new StudyFigure("machines-hot-phase", HotPhaseCaption, HotPhaseParts.Draw)
        ),
        new(
            "kernel-versions",
            Headlines.KernelVersions,
            new StudyFigure("kernel-versions-hot-phase", HotPhaseCaption, HotPhaseParts.Draw)
        ),
        new(
            "image-size",
            Headlines.ImageSize,
            new StudyFigure(
                "image-size-saved",
                "Milliseconds that CMA placement takes off the downtime; bands hold 90 % of "
                    + "outcomes. "
                    + "Where only the copy is saved, the patch's own band, published relocation "
                    + "times of whole images and page copies "
                    + "timed in user space stand beside it, in their machine's colour or, of a "
                    + "machine without a line, in black (zen4-vm is fitted to its own); "
                    + "sources are in the "
                    + "data.",
                SavedByImageSize.Draw
            ),
            new StudyFigure(
                "image-size-downtime",
                "Downtime with the page list over downtime with CMA, paired; 1x is no difference. "
                    + "Above the grey area placement saves more than 5 % of the downtime.",
                DowntimeByImageSize.Draw
            ),
            new StudyFigure(
                "image-size-load",
                "Time of the load, which is not downtime; the page list on the same host without "
                    + "a CMA area.",
                LoadByImageSize.Draw
            )
        ),
        MemoryPressure("memory-pressure-cache", Headlines.MemoryPressureOfCache),
        MemoryPressure("memory-pressure-anonymous", Headlines.MemoryPressureOfProcesses),
        new(
            "dma-risk",
            Headlines.DmaRisk,
            new StudyFigure(
                "dma-risk-damage",
                "Probability that a device which goes on writing after shutdown damages the "
                    + "image, silently or so that the purgatory's "
                    + "digest notices and the machine hangs. It is about the image alone: all "
                    + "other memory of the new kernel is as exposed either way.",
                StrayDamage.Draw
            )
        ),
        new(
            "what-next",
            Headlines.WhatNext,
            new StudyFigure("what-next-ranking", RankingCaption, OverlayRanking.Draw)
        ),
        new(
            "what-next-arm64",
            Headlines.WhatNext,
            new StudyFigure("what-next-arm64-ranking", RankingCaption, OverlayRanking.Draw)
        ),
        new(
            "zeroing",
            Headlines.Zeroing,
            new StudyFigure(
                "zeroing-load",
                "What zeroing takes in a load into CMA: as merged, everything before the copy, "
                    + "or only the remainder after it. "
                    + "Where part of the segments is not zeroed, the old content of the area "
                    + "stays behind the image.",
                ZeroingTime.Draw
            )
        ),
        new(
            "cpu-count",
            Headlines.CpuCount,
            new StudyFigure(
                "cpu-count-hot-phase",
                "Time of the hot phase with both placements, and the part of it that stopping "
                    + "all other CPUs takes, which placement does not change.",
                CpuCount.Draw
            )
        ),
        new(
            "numa",
            Headlines.Numa,
            new StudyFigure(
                "numa-saved",
                "Milliseconds that CMA placement saves on two sockets, by where the area lies. The "
                    + "page list's destinations are on the last node, and CPU 0, which copies and "
                    + "hashes, on the first.",
                SavedByPoint.Draw
            )
        ),
    ];

    /// <summary>
    /// What is reported of a summary: of its study where it is a shipped one, else what every
    /// summary has.
    /// </summary>
    public static ReportedStudy Of(string study, SummaryTable table) =>
        ShippedSummary.Is(study, table) ? All.First(s => s.Name == study)
        : table.Has(OutcomeName.Saved)
            ? new ReportedStudy(study, Headlines.AnyStudy, Saved(study, table))
        : new ReportedStudy(study, Headlines.PointsAlone);

    /// <summary>
    /// The figures of a study that is not shipped: as many pages as hold all points.
    /// </summary>
    private static StudyFigure[] Saved(string study, SummaryTable table)
    {
        var axes = StudyAxes.Of(table);
        int pages = axes is null
            ? SavedByPoint.Pages(table)
            : new SavedAlongAxis(table, axes).Pages;
        return
        [
            .. Enumerable
                .Range(0, pages)
                .Select(page => new StudyFigure(
                    $"{study}-saved" + (page == 0 ? "" : $"-{page + 1}"),
                    "Milliseconds that CMA placement takes off the downtime at each point "
                        + "(marker: median; bar or band: 90 % of outcomes).",
                    t =>
                        StudyAxes.Of(t) is { } of
                            ? new SavedAlongAxis(t, of).Draw(page)
                            : SavedByPoint.Draw(t, page)
                )),
        ];
    }

    /// <summary>A figure by its name, and the study it is drawn from.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static (ReportedStudy Study, StudyFigure Figure) Find(string name)
    {
        foreach (ReportedStudy study in All)
        {
            if (study.Figures.FirstOrDefault(f => f.Name == name) is { } figure)
            {
                return (study, figure);
            }
        }

        IReadOnlyCollection<string> names = [.. All.SelectMany(s => s.Figures).Select(f => f.Name)];
        throw new InputException(
            InputPlace.Of("figure"),
            $"no figure '{UserText.Shorten(name)}'; {Nearest.Hint(name, names)}"
        );
    }

    private static ReportedStudy MemoryPressure(string name, Func<SummaryTable, string> headline) =>
        new(
            name,
            headline,
            new StudyFigure(
                name + "-saved",
                "Median milliseconds that CMA placement saves; none: half of the loads "
                    + "or more find no memory on one of the two sides. Where at least half of the "
                    + "loads fall back to the page list for the initrd, no more is left than what "
                    + "the kernel's own place saves. Pages of others are in percent of the area: "
                    + "page cache is dropped, process memory moves elsewhere, pinned pages stay.",
                MemoryHeatMap.Saved
            ),
            new StudyFigure(
                name + "-load",
                "Median time of the load that tries CMA; none: half of them or more find no "
                    + "memory. Pages of "
                    + "others are dropped or migrated out of the way, memory is reclaimed, and "
                    + "each pinned page costs attempts.",
                MemoryHeatMap.Load
            ),
            new StudyFigure(
                name + "-success",
                "Share of loads that get all segments into CMA memory; the others fall back, "
                    + "segment by segment, without a word, or find no memory at all.",
                CmaSuccessByOccupancy.Draw
            )
        );
}
