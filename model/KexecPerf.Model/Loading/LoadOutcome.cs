using KexecPerf.Model.Units;

namespace KexecPerf.Model.Loading;

/// <summary>What the load of an image took and counted; the old kernel runs on meanwhile.</summary>
public sealed record LoadOutcome
{
    /// <summary>The steps that add up to <see cref="Total"/>, in order, with their names in columns.</summary>
    public static IReadOnlyList<(string Key, Func<LoadOutcome, SimTime> Of)> Parts { get; } =
    [
        ("read", o => o.Read),
        ("cma", o => o.CmaAllocation),
        ("prepare", o => o.Prepare),
        ("digest", o => o.Digest),
        ("copy", o => o.Copy),
        ("flush", o => o.Flush),
    ];

    /// <summary>Where every segment went, in load order.</summary>
    public IReadOnlyList<PlacedSegment> Segments { get; init; } = [];

    /// <summary>Files into buffers.</summary>
    public SimTime Read { get; init; }

    /// <summary>CMA requests, the failed ones too, with zeroing at allocation.</summary>
    public SimTime CmaAllocation { get; init; }

    /// <summary>Control pages and page tables.</summary>
    public SimTime Prepare { get; init; }

    /// <summary>SHA-256 over all segments (x86, unless skipped).</summary>
    public SimTime Digest { get; init; }

    /// <summary>Segments into their pages, list walks and zeroing there included.</summary>
    public SimTime Copy { get; init; }

    /// <summary>All zeroing, which <see cref="Copy"/> and <see cref="CmaAllocation"/> include.</summary>
    public SimTime Zeroing { get; init; }

    /// <summary>Bytes zeroed, those zeroed twice counted twice.</summary>
    public ByteSize Zeroed { get; init; }

    /// <summary>Bytes of content copied from the buffers.</summary>
    public ByteSize Copied { get; init; }

    /// <summary>Padding of CMA segments that nobody zeroed, so that it holds what the pages held before.</summary>
    public ByteSize NotZeroed { get; init; }

    /// <summary>arm64: image in CMA flushed to the point of coherency.</summary>
    public SimTime Flush { get; init; }

    /// <summary>The whole load.</summary>
    public SimTime Total => Parts.Aggregate(SimTime.Zero, (sum, part) => sum + part.Of(this));

    /// <summary>Page-list entries that are their own destination.</summary>
    public long OwnDestination { get; init; }

    /// <summary>Runs of consecutive sources in the page list.</summary>
    public long SourceRuns { get; init; }

    /// <summary>Ranges of the area tried and given up, over all segments.</summary>
    public long FailedCandidates { get; init; }

    /// <summary>Pages migrated out of the area.</summary>
    public long Migrated { get; init; }

    /// <summary>Clean pages of files dropped from the area, which need no other place.</summary>
    public long Dropped { get; init; }

    /// <summary>
    /// Pages outside reclaimed before the load got them: for buffers, migration targets and source
    /// pages.
    /// </summary>
    public long Reclaimed { get; init; }

    /// <summary>Those of them that became migration targets.</summary>
    public long ReclaimedForCma { get; init; }

    /// <summary>
    /// Pages of the area that failed rounds of arm64's <c>image_load</c> took and never give back.
    /// </summary>
    public long CmaLeaked { get; init; }

    /// <summary>Host pages that the load was the first to write; their faults are in the steps.</summary>
    public long Faults { get; init; }

    /// <summary>Whether a CMA request ended for want of memory to migrate to.</summary>
    public bool NoRoomToMigrate { get; init; }

    /// <summary>Parked pages looked at.</summary>
    public long ParkedSteps { get; init; }

    /// <summary>List words looked at.</summary>
    public long EntrySteps { get; init; }

    /// <summary>
    /// Whether buffers or page list asked for a page when nothing was free and nothing left to
    /// reclaim. Order-0 requests of GFP_HIGHUSER do not fail then (<c>kimage_alloc_pages</c>): the
    /// OOM killer ends processes, one after the other, until there is enough; if it picks the
    /// loader, the load fails with -ENOMEM (<c>fatal_signal_pending</c>).
    /// </summary>
    public bool OutOfMemory { get; init; }

    /// <summary>
    /// Whether the kernel refuses the image: it is more than half of RAM (-EINVAL, <c>sanity_check_segment_list</c>), or a segment finds no hole
    /// (-EADDRNOTAVAIL).
    /// </summary>
    public bool Refused { get; init; }

    /// <summary>
    /// Whether it is refused because a segment fits no hole of a KHO scratch area (-EADDRNOTAVAIL,
    /// <c>kho_locate_mem_hole</c>).
    /// </summary>
    public bool ScratchTooSmall { get; init; }

    /// <summary>
    /// Whether it is loaded only if KHO scratch is larger than what is known of it.
    /// </summary>
    public bool NeedsMoreScratch { get; init; }

    /// <summary>Whether the load fails, for either reason.</summary>
    public bool Fails => OutOfMemory || Refused;
}
