using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Loading;

/// <summary>
/// Destinations outside CMA (<c>kexec_locate_mem_hole</c>): RAM in use by the running kernel, not an allocation. x86 walks System RAM from the top down
/// (<c>locate_mem_hole_top_down</c>); arm64 takes kernel and initrd from the bottom up, the device tree from the top down, in what memblock has not reserved,
/// so around the CMA area and the running kernel's own 64 MiB. With KHO the same search walks the
/// scratch areas and nothing else (<c>kho_walk_scratch</c>).
/// </summary>
internal static class HoleSearch
{
    private static readonly ByteSize RunningKernel = ByteSize.FromMiB(64);

    /// <summary>
    /// Destinations inside KHO scratch, which nobody else is handed: here behind all RAM, by so
    /// much.
    /// </summary>
    private const long Scratch = 1L << 51;

    /// <summary>Where scratch is that has no known end.</summary>
    private static readonly PageRange Endless = new(Scratch + (1L << 49), 1L << 49);

    /// <summary>Where a segment is said to be that has no place: the load fails, and the rest still has a size.</summary>
    private const long Nowhere = Scratch / 2;

    /// <summary>Every place in scratch, which is free memory until the image is copied there.</summary>
    public static PageRange AllScratch { get; } = new(Scratch, Scratch);

    /// <summary>All page frames.</summary>
    public static PageRange Everywhere { get; } = new(0, long.MaxValue);

    /// <summary>A place for a segment beside those placed; the highest or lowest that fits, or one behind all RAM.</summary>
    /// <param name="memory">Where RAM is, and the CMA area.</param>
    /// <param name="architecture">Which way it searches.</param>
    /// <param name="segment">With the pages before it.</param>
    /// <param name="placed">The segments that have a place.</param>
    /// <param name="window">Where the loader lets it be (<c>buf_min</c>, <c>buf_max</c>).</param>
    public static PageRange Find(
        PhysicalMemory memory,
        Architecture architecture,
        Segment segment,
        IReadOnlyList<PageRange> placed,
        PageRange window
    )
    {
        MemoryLayout layout = memory.Layout;
        bool down = IsTopDown(architecture, segment);
        IReadOnlyList<PageRange> others = architecture switch
        {
            Architecture.X86_64 => placed,
            Architecture.Arm64 => [.. placed, .. Reserved(memory)],
        };
        return Search(
                down ? [layout.Normal, layout.Low] : [layout.Low, layout.Normal],
                down,
                segment,
                others,
                window
            ) ?? NoPlace(segment, placed);
    }

    /// <summary>
    /// A place in KHO scratch: in the first area, in the kernel's order, with a hole for it. Where
    /// there is none it is behind all RAM, or,
    /// if the areas are only the least there can be, in more of them.
    /// </summary>
    public static PageRange InScratch(
        Architecture architecture,
        Segment segment,
        IReadOnlyList<PageRange> areas,
        bool mayBeMore,
        IReadOnlyList<PageRange> placed,
        PageRange window
    )
    {
        PageRange[] regions = [.. areas.Select(a => a with { Start = a.Start + Scratch })];
        long by = window == Everywhere || window.Start >= Scratch ? 0 : Scratch;
        var moved = new PageRange(
            window.Start + by,
            Math.Min(window.Pages, long.MaxValue - window.Start - by)
        );
        PageRange? found = Search(
            regions,
            IsTopDown(architecture, segment),
            segment,
            placed,
            moved
        );
        return found
            ?? (mayBeMore ? Search([Endless], false, segment, placed, Everywhere) : null)
            ?? NoPlace(segment, placed);
    }

    /// <summary>Whether a place is in scratch that nobody knows to exist.</summary>
    public static bool IsUnknown(PageRange place) => place.Start >= Endless.Start;

    /// <summary>The page frame of a page that may be in scratch.</summary>
    public static long Frame(long page) => page >= Scratch ? page - Scratch : page;

    private static bool IsTopDown(Architecture architecture, Segment segment) =>
        architecture switch
        {
            Architecture.X86_64 => true,
            Architecture.Arm64 => segment.Role switch
            {
                SegmentRole.Ima or SegmentRole.KhoScratch or SegmentRole.Dtb => true,
                SegmentRole.Kernel or SegmentRole.Initrd => false,
                SegmentRole.Purgatory or SegmentRole.BootParams => true,
            },
        };

    private static PageRange NoPlace(Segment segment, IEnumerable<PageRange> placed) =>
        new(placed.Where(IsNowhere).Select(p => p.End).Append(Nowhere).Max(), segment.PlacePages);

    private static PageRange? Search(
        IReadOnlyList<PageRange> regions,
        bool down,
        Segment segment,
        IReadOnlyList<PageRange> others,
        PageRange window
    )
    {
        foreach (PageRange region in regions)
        {
            long from = Math.Max(region.Start, window.Start);
            long pages = Math.Min(region.End, window.End) - from;
            PageRange? found =
                pages < segment.PlacePages ? null
                : down ? TopDown(new PageRange(from, pages), segment, others)
                : BottomUp(new PageRange(from, pages), segment, others);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>What memblock has reserved: the running kernel and the CMA area.</summary>
    private static PageRange[] Reserved(PhysicalMemory memory)
    {
        var kernel = new PageRange(
            memory.Layout.Low.Start,
            memory.Layout.PageSize.Whole(RunningKernel)
        );
        return memory.Area is { } area ? [kernel, new PageRange(area.Start, area.Pages)] : [kernel];
    }

    /// <summary>Whether <see cref="Find"/> found no place.</summary>
    public static bool IsNowhere(PageRange place) => place.Start is >= Nowhere and < Scratch;

    private static PageRange? TopDown(
        PageRange region,
        Segment segment,
        IReadOnlyList<PageRange> others
    )
    {
        long step = 1L << segment.AlignOrder;
        long pages = segment.PlacePages;
        long start = (region.End - pages) / step * step;
        while (start >= region.Start)
        {
            long blocker = long.MaxValue;
            foreach (PageRange other in others)
            {
                if (other.Overlaps(new PageRange(start, pages)))
                {
                    blocker = Math.Min(blocker, other.Start);
                }
            }

            if (blocker == long.MaxValue)
            {
                return new PageRange(start, pages);
            }

            start = blocker < pages ? -1 : (blocker - pages) / step * step;
        }

        return null;
    }

    private static PageRange? BottomUp(
        PageRange region,
        Segment segment,
        IReadOnlyList<PageRange> others
    )
    {
        long step = 1L << segment.AlignOrder;
        long pages = segment.PlacePages;
        long start = (region.Start + step - 1) / step * step;
        while (start + pages <= region.End)
        {
            long blocker = -1;
            foreach (PageRange other in others)
            {
                if (other.Overlaps(new PageRange(start, pages)))
                {
                    blocker = Math.Max(blocker, other.End);
                }
            }

            if (blocker < 0)
            {
                return new PageRange(start, pages);
            }

            start = (blocker + step - 1) / step * step;
        }

        return null;
    }
}
