using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Memory;

/// <summary>
/// Where RAM lies: x86 has 3 GiB below 4 GiB (a PC's usual hole) and the rest from 4 GiB on; arm64 starts at 1 GiB and has no hole. What is below
/// 4 GiB is the low zone (DMA32, on arm64 DMA), the rest Normal. NUMA nodes are not told apart.
/// </summary>
public sealed class MemoryLayout
{
    private static readonly ByteSize LowOfPc = ByteSize.FromGiB(3);
    private static readonly ByteSize Arm64Base = ByteSize.FromGiB(1);
    private readonly long _firstUsed;

    private readonly bool _areaInLow;

    /// <summary>The layout of so much RAM, in pages of a size.</summary>
    public MemoryLayout(ByteSize ram, Architecture architecture, PageSize pageSize = default)
    {
        PageSize = pageSize;
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
    }

    /// <summary>Of its page frames.</summary>
    public PageSize PageSize { get; }

    /// <summary>The kernel's name of the zone below 4 GiB.</summary>
    public string LowName { get; }

    /// <summary>RAM below 4 GiB.</summary>
    public PageRange Low { get; }

    /// <summary>RAM from 4 GiB on; without pages where there is none.</summary>
    public PageRange Normal { get; }

    /// <summary>The highest zone with memory: boot allocates from its top, ordinary allocations start there.</summary>
    public PageRange Highest => Normal.Pages > 0 ? Normal : Low;

    /// <summary>The zone of a page frame.</summary>
    public string ZoneOf(long page) => page >= Normal.Start ? "Normal" : LowName;

    /// <summary>
    /// The area as <c>cma_declare_contiguous_nid</c> places it (7.2): from 4 GiB upwards where it
    /// fits, else from the top down in what is left, in one zone and at a pageblock; on arm64 below
    /// <c>arm64_dma_phys_limit</c> alone (<c>bootmem_init</c>), 4 GiB where RAM starts below; -1
    /// where no zone holds it beside the first 16 MiB, which the running kernel never gives away.
    /// </summary>
    public long AreaStart(long pages, bool below4G)
    {
        if (!below4G && !_areaInLow && pages <= Normal.Pages)
        {
            return Normal.Start;
        }

        return pages <= Low.Pages - _firstUsed
            ? (Low.End - pages) / PageSize.BlockPages * PageSize.BlockPages
            : -1;
    }

    /// <summary>
    /// Whether the next kernel finds room for an area of its own beside its image, which memblock keeps reserved until the area is placed;
    /// the first 16 MiB are never used for it.
    /// </summary>
    public bool HasRoomBeside(IEnumerable<PageRange> image, long areaPages)
    {
        List<PageRange> taken = [.. image.OrderBy(i => i.Start)];
        return LargestGap(Normal, taken) >= areaPages
            || LargestGap(
                Low with
                {
                    Start = Low.Start + _firstUsed,
                    Pages = Low.Pages - _firstUsed,
                },
                taken
            ) >= areaPages;
    }

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
