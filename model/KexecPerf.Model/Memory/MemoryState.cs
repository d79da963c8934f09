using KexecPerf.Model.Collections;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Memory;

/// <summary>What is known of memory when the image is loaded; positions are drawn (<see cref="PhysicalMemory"/>).</summary>
public sealed record MemoryState
{
    /// <summary>RAM.</summary>
    public required ByteSize Ram { get; init; }

    /// <summary>Size of the default CMA area; 0: none.</summary>
    public required ByteSize CmaArea { get; init; }

    /// <summary>
    /// Whether the area's pages hold old content: it was used since boot, or its RAM before, by a
    /// kernel that kexec or a warm boot ended;
    /// null: not known.
    /// </summary>
    public bool? CmaDirty { get; init; }

    /// <summary>Share of the area's pages in use by movable memory, from 0 to 1.</summary>
    public double CmaOccupancy { get; init; }

    /// <summary>What that movable memory is.</summary>
    public MovableKind CmaFill { get; init; }

    /// <summary>Pages of the area under a short-term pin, which blocks every range around them. Long-term pins left the area before.</summary>
    public long CmaPinned { get; init; }

    /// <summary>Pages of the area where the pins are; replaces <see cref="CmaPinned"/> where given.</summary>
    public IReadOnlyList<long>? CmaPins
    {
        get;
        init => field = ValueList.Of(value);
    }

    /// <summary>Pages at the start of the area that its earlier users hold (set in its bitmap).</summary>
    public long CmaTaken { get; init; }

    /// <summary>Share of RAM outside the area in use beyond what boot took, from 0 to 1.</summary>
    public double Pressure { get; init; }

    /// <summary>Share of that use which is clean page cache, so that it can be reclaimed at once, from 0 to 1.</summary>
    public double Reclaimable { get; init; } = 0.5;

    /// <summary>From 0 (as after boot: free memory in long runs, low addresses first) to 1 (single pages in any order).</summary>
    public double Fragmentation { get; init; }

    /// <summary>
    /// Probability that the area lies below 4 GiB although RAM above could hold it: the running kernel's own image then stood where
    /// <c>cma_declare_contiguous_nid</c> looks first.
    /// </summary>
    public double AreaBelow4G { get; init; }

    /// <summary>What <c>/proc</c> of a host says of free memory; null: follows from the rest.</summary>
    public IReadOnlyList<ZoneCounts>? Zones
    {
        get;
        init => field = ValueList.Of(value);
    }
}
