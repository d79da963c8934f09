using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Figures;

/// <summary>Every figure of every shipped study, and one for all others.</summary>
internal static class FigureCatalog
{
    private const string HotPhaseCaption =
        "Time of the hot phase on a log axis (marker: median; line: 90 % of outcomes), and the share each phase has in it, "
        + "page list above CMA. Shares are of the sum of the phases' medians.";

    private const string RankingCaption =
        "What the medians of all phases together fall by with each overlay alone, for both placements. "
        + "Overlays are features of other releases, and proposals that are not merged.";

    /// <summary>In the order of a report.</summary>
    public static IReadOnlyList<CatalogEntry> All { get; } =
    [
        new("machines-hot-phase", "machines", HotPhaseCaption, HotPhaseParts.Draw),
        new("kernel-versions-hot-phase", "kernel-versions", HotPhaseCaption, HotPhaseParts.Draw),
        new(
            "image-size-saved",
            "image-size",
            "Milliseconds that CMA placement takes off the downtime; bands hold 90 % of outcomes. "
                + "Where only the copy is saved, the patch's own band, published relocation times of whole images and page copies "
                + "timed in user space stand beside it; sources are in the data.",
            SavedByImageSize.Draw
        ),
        new(
            "image-size-downtime",
            "image-size",
            "Downtime with the page list over downtime with CMA, paired; 1x is no difference. "
                + "Above the grey area placement saves more than 5 % of the downtime.",
            DowntimeByImageSize.Draw
        ),
        new(
            "image-size-load",
            "image-size",
            "Time of the load, which is not downtime. A page list is loaded differently on a host that has a CMA area, so it is drawn twice.",
            LoadByImageSize.Draw
        ),
        new(
            "memory-pressure-saved",
            "memory-pressure",
            "Median milliseconds that CMA placement saves. Little is left where at least half of the loads fall back to the page list "
                + "for a segment. Movable pages are those of others in the area, in percent of it; pinned ones cannot be moved away.",
            MemoryHeatMap.Saved
        ),
        new(
            "memory-pressure-load",
            "memory-pressure",
            "Median time of the load that tries CMA: pages of others are migrated out of the way, and each pinned page costs attempts.",
            MemoryHeatMap.Load
        ),
        new(
            "memory-pressure-success",
            "memory-pressure",
            "Share of loads that get all segments into CMA memory; the others fall back, segment by segment, without a word.",
            CmaSuccessByOccupancy.Draw
        ),
        new(
            "dma-risk-damage",
            "dma-risk",
            "Probability that a device which goes on writing after shutdown damages the image, silently or so that the purgatory's "
                + "digest notices and the machine hangs. It is about the image alone: all other memory of the new kernel is as exposed either way.",
            StrayDamage.Draw
        ),
        new("what-next-ranking", "what-next", RankingCaption, OverlayRanking.Draw),
        new("what-next-arm64-ranking", "what-next-arm64", RankingCaption, OverlayRanking.Draw),
        new(
            "zeroing-load",
            "zeroing",
            "What zeroing takes in a load into CMA: as merged, everything before the copy, or only the remainder after it. "
                + "Where part of the segments is not zeroed, the old content of the area stays behind the image.",
            ZeroingTime.Draw
        ),
        new(
            "cpu-count-hot-phase",
            "cpu-count",
            "Time of the hot phase with both placements, and the part of it that stopping all other CPUs takes, which placement does not change.",
            CpuCount.Draw
        ),
    ];

    /// <summary>Figures of a summary: those of its study where it is a shipped one, else one that every summary has.</summary>
    public static IReadOnlyList<CatalogEntry> Of(string study, SummaryTable table) =>
        ShippedSummary.Is(study, table) ? [.. All.Where(e => e.Study == study)]
        : table.Has(IntervalColumns.Saved) ? [ForAny(study)]
        : [];

    /// <summary>The figure of a study that is not shipped.</summary>
    public static CatalogEntry ForAny(string study) =>
        new(
            study + "-saved",
            study,
            "Milliseconds that CMA placement saves at each point (marker: median; line: 90 % of outcomes).",
            SavedByPoint.Draw
        );

    /// <summary>A figure by its name.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static CatalogEntry Find(string name) =>
        All.FirstOrDefault(e => e.Name == name)
        ?? throw new InputException(
            InputPlace.Of("figure"),
            $"no figure '{UserText.Shorten(name)}'; {Nearest.Hint(name, [.. All.Select(e => e.Name)])}"
        );
}
