using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Memory;

/// <summary>
/// Where RAM lies: x86 has 3 GiB below 4 GiB (a PC's usual hole) and the rest from 4 GiB on; arm64 starts at 1 GiB and has no hole. What is below
/// 4 GiB is the low zone (DMA32, on arm64 DMA), the rest Normal. Nodes are equal parts of it in
/// ascending order, cut at whole pageblocks.
/// </summary>
public sealed class MemoryLayout
{
    private static readonly ByteSize LowOfPc = ByteSize.FromGiB(3);
    private static readonly ByteSize Arm64Base = ByteSize.FromGiB(1);
    private readonly long _firstUsed;

    private readonly bool _areaInLow;
    private readonly long? _areaAt;

    /// <summary>The layout of so much RAM, in pages of a size.</summary>
    /// <param name="ram">All RAM.</param>
    /// <param name="architecture">Whose address map.</param>
    /// <param name="pageSize">Of page frames.</param>
    /// <param name="numa">Nodes; null: one.</param>
    /// <param name="areaAt">Where <c>cma=SIZE@START</c> wants the area; null: anywhere.</param>
    public MemoryLayout(
        ByteSize ram,
        Architecture architecture,
        PageSize pageSize = default,
        NumaNodes? numa = null,
        ByteSize? areaAt = null
    )
    {
        PageSize = pageSize;
        Numa = numa ?? NumaNodes.One;
        _areaAt = areaAt is { } at ? pageSize.Whole(at) : null;
        _firstUsed = pageSize.Whole(ByteSize.FromMiB(16));
        long pages = pageSize.Whole(ram);
        long fourGiB = pageSize.Whole(ByteSize.FromGiB(4));
        long arm64Base = pageSize.Whole(Arm64Base);
        (long start, long most, LowName, _areaInLow) = architecture switch
        {
            Architecture.X86_64 => (0L, pageSize.Whole(LowOfPc), "DMA32", false),
            Architecture.Arm64 => (arm64Base, fourGiB - arm64Base, "DMA", true),
        };
        Low = new PageRange(start, Math.Min(pages, most));
        Normal = new PageRange(fourGiB, pages - Low.Pages);
        FarStart =
            Numa.Count == 1 ? long.MaxValue
            : Numa.Interleaved ? 0
            : FrameOf(NodeBegin(1));
    }

    /// <summary>Of its page frames.</summary>
    public PageSize PageSize { get; }

    /// <summary>Nodes.</summary>
    public NumaNodes Numa { get; }

    /// <summary>
    /// The first page frame that is far from CPU 0; all behind it are, too. long.MaxValue: none.
    /// </summary>
    public long FarStart { get; }

    /// <summary>The kernel's name of the zone below 4 GiB.</summary>
    public string LowName { get; }

    /// <summary>RAM below 4 GiB.</summary>
    public PageRange Low { get; }

    /// <summary>RAM from 4 GiB on; without pages where there is none.</summary>
    public PageRange Normal { get; }

    /// <summary>The zone of a page frame.</summary>
    public string ZoneOf(long page) => page >= Normal.Start ? "Normal" : LowName;

    /// <summary>What a node has below 4 GiB; without pages where that is nothing.</summary>
    public PageRange LowOf(int node) => Part(Low, node, 0);

    /// <summary>What a node has from 4 GiB on; without pages where that is nothing.</summary>
    public PageRange NormalOf(int node) => Part(Normal, node, Low.Pages);

    /// <summary>A node's highest zone with memory: boot allocates from its top.</summary>
    public PageRange HighestOf(int node) =>
        NormalOf(node) is { Pages: > 0 } normal ? normal : LowOf(node);

    /// <summary>The node of a page frame; the last one's where it is behind all RAM.</summary>
    public int NodeOf(long page)
    {
        int node = 0;
        int behind = Numa.Seen;
        while (behind - node > 1)
        {
            int middle = (node + behind) / 2;
            bool before = page < FrameOf(NodeBegin(middle));
            (node, behind) = before ? (node, middle) : (middle, behind);
        }

        return node;
    }

    /// <summary>
    /// The area as <c>cma_declare_contiguous_nid</c> places it (7.2): from 4 GiB upwards where it
    /// fits, else from the top down in what is left, in one zone of one node
    /// (<c>cma_validate_zones</c>) and at a pageblock; on arm64 below
    /// <c>arm64_dma_phys_limit</c> alone (<c>bootmem_init</c>), 4 GiB where RAM starts below; -1
    /// where no zone holds it beside the first 16 MiB, which the running kernel never gives away.
    /// With <c>cma=SIZE@START</c> there or nowhere (<c>cma_fixed_reserve</c>).
    /// </summary>
    public long AreaStart(long pages, bool below4G)
    {
        if (_areaAt is { } at)
        {
            var area = new PageRange(at, pages);
            bool fits = UsedParts().Any(p => p.Start <= area.Start && area.End <= p.End);
            return fits && at % PageSize.BlockPages == 0 ? at : -1;
        }

        IEnumerable<int> nodes = Enumerable.Range(0, Numa.Seen);
        foreach (int node in below4G || _areaInLow ? [] : nodes)
        {
            PageRange normal = NormalOf(node);
            if (normal.Pages > 0 && pages <= normal.Pages)
            {
                return normal.Start;
            }
        }

        foreach (int node in nodes.Reverse())
        {
            PageRange low = UsedLow(node);
            if (pages <= low.Pages)
            {
                return (low.End - pages) / PageSize.BlockPages * PageSize.BlockPages;
            }
        }

        return -1;
    }

    /// <summary>
    /// Whether the next kernel finds room for an area of its own beside its image, which memblock keeps reserved until the area is placed;
    /// the first 16 MiB are never used for it.
    /// </summary>
    public bool HasRoomBeside(IEnumerable<PageRange> image, long areaPages)
    {
        List<PageRange> taken = [.. image.OrderBy(i => i.Start)];
        return UsedParts().Any(p => LargestGap(p, taken) >= areaPages);
    }

    /// <summary>Each node's part of each zone, without the first 16 MiB.</summary>
    private IEnumerable<PageRange> UsedParts() =>
        Enumerable.Range(0, Numa.Seen).SelectMany(n => (PageRange[])[NormalOf(n), UsedLow(n)]);

    private PageRange UsedLow(int node)
    {
        PageRange low = LowOf(node);
        long start = Math.Max(low.Start, Low.Start + _firstUsed);
        return new PageRange(start, low.End - start);
    }

    /// <summary>A node's part of a zone, whose first page is so many pages into RAM.</summary>
    private PageRange Part(PageRange zone, int node, long before)
    {
        long start = Math.Clamp(NodeBegin(node) - before, 0, zone.Pages);
        long end = Math.Clamp(NodeBegin(node + 1) - before, 0, zone.Pages);
        return new PageRange(zone.Start + start, end - start);
    }

    /// <summary>Pages of RAM before a node.</summary>
    private long NodeBegin(int node)
    {
        long all = Low.Pages + Normal.Pages;
        return node == Numa.Seen
            ? all
            : (long)((Int128)all * node / Numa.Seen) / PageSize.BlockPages * PageSize.BlockPages;
    }

    private long FrameOf(long pages) =>
        pages < Low.Pages ? Low.Start + pages : Normal.Start + pages - Low.Pages;

    private static long LargestGap(PageRange zone, List<PageRange> taken)
    {
        long from = zone.Start;
        long largest = 0;
        foreach (PageRange range in taken.Where(t => t.Overlaps(zone)))
        {
            largest = Math.Max(largest, range.Start - from);
            from = Math.Max(from, range.End);
        }

        return Math.Max(largest, zone.End - from);
    }
}
