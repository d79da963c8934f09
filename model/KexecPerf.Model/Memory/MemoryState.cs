using KexecPerf.Model.Collections;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Memory;

/// <summary>What is known of memory when the image is loaded; positions are drawn (<see cref="PhysicalMemory"/>).</summary>
public sealed record MemoryState
{
    /// <summary>RAM.</summary>
    public required ByteSize Ram { get; init; }

    /// <summary>Pages of the running kernel.</summary>
    public PageSize PageSize { get; init; }

    /// <summary>
    /// Size of the default CMA area as reserved (<see cref="PageSize.WholeBlocks"/>); 0: none.
    /// </summary>
    public required ByteSize CmaArea { get; init; }

    /// <summary>Its pages.</summary>
    public long AreaPages => PageSize.Whole(CmaArea);

    /// <summary>Where RAM lies.</summary>
    public MemoryLayout LayoutOn(Architecture architecture) =>
        new(Ram, architecture, PageSize, Numa, CmaStart);

    /// <summary>Nodes.</summary>
    public NumaNodes Numa { get; init; } = NumaNodes.One;

    /// <summary>
    /// Address of the area as <c>cma=SIZE@START</c> gives it; null: the kernel chooses.
    /// </summary>
    public ByteSize? CmaStart { get; init; }

    /// <summary>
    /// Whether the area's pages hold old content: it was used since boot, or its RAM before, by a
    /// kernel that kexec or a warm boot ended; null: not known.
    /// </summary>
    public bool? CmaDirty { get; init; }

    /// <summary>
    /// Share of the area's pages in use by memory that can be dropped or moved, from 0 to 1.
    /// </summary>
    public double CmaOccupancy { get; init; }

    /// <summary>What that memory is; null: not known, so drawn around <see cref="Mix"/>.</summary>
    public MemoryMix? CmaMix { get; init; }

    /// <summary>Whether the process memory in it is in transparent huge pages.</summary>
    public bool CmaHuge { get; init; }

    /// <summary>Pages of the area under a short-term pin, which blocks every range around them. Long-term pins left the area before.</summary>
    public long CmaPinned { get; init; }

    /// <summary>Pages of the area where the pins are; replaces <see cref="CmaPinned"/> where given.</summary>
    public IReadOnlyList<long>? CmaPins
    {
        get;
        init => field = ValueList.Of(value);
    }

    /// <summary>
    /// Pages of a cluster of pins. 1,024 pins left a range of 2,048 pages within the first 9,600 of
    /// the lab's area and 64 pins none of 65,536 (raw/cma_pressure.csv, chain press1): clusters of
    /// about 4 do both, single pages the second alone, 32 the first.
    /// </summary>
    public long CmaPinCluster { get; init; } = 4;

    /// <summary>
    /// Pages that drivers hold for good, from the area's start behind the atomic DMA pools.
    /// </summary>
    public long CmaHeld { get; init; }

    /// <summary>
    /// Where in the area pages are held for good, where a host's bitmap tells, atomic DMA pools
    /// among them: ascending, apart. Replaces <see cref="CmaHeld"/> and the pools where given.
    /// </summary>
    public IReadOnlyList<PageRange>? CmaHeldAt
    {
        get;
        init => field = ValueList.Of(value);
    }

    /// <summary>
    /// Size of one atomic DMA pool; null: as the kernel sizes it (<see cref="AtomicPools"/>).
    /// </summary>
    public ByteSize? AtomicPool { get; init; }

    /// <summary>Share of RAM outside the area in use beyond what boot took, from 0 to 1.</summary>
    public double Pressure { get; init; }

    /// <summary>What that use consists of.</summary>
    public MemoryMix Mix { get; init; } = MemoryMix.Server;

    /// <summary>From 0 (as after boot: free memory in long runs, low addresses first) to 1 (single pages in any order).</summary>
    public double Fragmentation { get; init; }

    /// <summary>
    /// Probability that the area lies below 4 GiB although RAM above could hold it: the running kernel's own image then stood where
    /// <c>cma_declare_contiguous_nid</c> looks first.
    /// </summary>
    public double AreaBelow4G { get; init; }

    /// <summary>How a guest's host backs memory that is free; everything else is backed.</summary>
    public HostBacking Backing { get; init; }

    /// <summary>What <c>/proc</c> of a host says of free memory; null: follows from the rest.</summary>
    public IReadOnlyList<ZoneCounts>? Zones
    {
        get;
        init => field = ValueList.Of(value);
    }

    /// <summary>
    /// Ranges of the area set in its bitmap before the load: atomic DMA pools and what drivers
    /// hold, together at its start unless it is known where.
    /// </summary>
    /// <param name="pools">Pages of atomic DMA pools.</param>
    internal IReadOnlyList<PageRange> HeldRanges(long pools)
    {
        if (CmaHeldAt is { } known)
        {
            return
            [
                .. known
                    .Where(r => r.Start < AreaPages)
                    .Select(r => r with { Pages = Math.Min(r.End, AreaPages) - r.Start }),
            ];
        }

        long held = Math.Min(pools + CmaHeld, AreaPages);
        return held > 0 ? [new PageRange(0, held)] : [];
    }

    /// <summary>
    /// The same memory on a host booted without the area: what it held is elsewhere, what was free
    /// in it is free.
    /// </summary>
    /// <param name="layout">Where RAM lies.</param>
    public MemoryState WithoutArea(MemoryLayout layout)
    {
        long pages = AreaPages;
        if (pages == 0)
        {
            return this;
        }

        double share = CmaArea.Bytes / (double)Ram.Bytes;
        double inside = share * CmaOccupancy;
        double all = (1 - share) * Pressure + inside;
        return this with
        {
            CmaArea = ByteSize.Zero,
            CmaStart = null,
            CmaDirty = false,
            CmaOccupancy = 0,
            CmaMix = null,
            CmaHuge = false,
            CmaPinned = 0,
            CmaPins = null,
            CmaHeld = 0,
            CmaHeldAt = null,
            AreaBelow4G = 0,
            Pressure = all,
            Mix = CmaMix is { } mix && all > 0 ? Mix.With(mix, inside / all) : Mix,
            Zones = Zones is { } zones
                ?
                [
                    .. zones.Select(z =>
                        z.Name == layout.ZoneOf(layout.AreaStart(pages, AreaBelow4G >= 1))
                            ? z.WithFree((long)(pages * (1 - CmaOccupancy)))
                            : z
                    ),
                ]
                : null,
        };
    }
}
