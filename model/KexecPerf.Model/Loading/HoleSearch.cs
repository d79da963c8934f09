using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Loading;

/// <summary>
/// Destinations outside CMA (<c>kexec_locate_mem_hole</c>): RAM in use by the running kernel, not an allocation. x86 walks System RAM from the top down
/// (<c>locate_mem_hole_top_down</c>); arm64 takes kernel and initrd from the bottom up, the device tree from the top down, in what memblock has not reserved,
/// so around the CMA area and the running kernel's own 64 MiB.
/// </summary>
internal static class HoleSearch
{
    private static readonly ByteSize RunningKernel = ByteSize.FromMiB(64);

    /// <summary>Destinations inside KHO scratch, which nobody else is handed: behind all RAM here.</summary>
    private const long Scratch = 1L << 51;

    /// <summary>Where a segment is said to be that has no place: the load fails, and the rest still has a size.</summary>
    private const long Nowhere = Scratch / 2;

    /// <summary>A place for a segment beside those placed; the highest or lowest that fits, or one behind all RAM.</summary>
    public static PageRange Find(
        PhysicalMemory memory,
        Architecture architecture,
        Segment segment,
        IReadOnlyList<PageRange> placed
    )
    {
        MemoryLayout layout = memory.Layout;
        return architecture switch
        {
            Architecture.X86_64 => TopDown([layout.Normal, layout.Low], segment, placed),
            Architecture.Arm64 when segment.Role == SegmentRole.Dtb => TopDown(
                [layout.Normal, layout.Low],
                segment,
                [.. placed, .. Reserved(memory)]
            ),
            Architecture.Arm64 => BottomUp(
                [layout.Low, layout.Normal],
                segment,
                [.. placed, .. Reserved(memory)]
            ),
        };
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

    /// <summary>A place in KHO scratch.</summary>
    public static PageRange InScratch(Segment segment, IReadOnlyList<PageRange> placed) =>
        new(
            placed.Where(p => p.Start >= Scratch).Select(p => p.End).Append(Scratch).Max(),
            segment.Pages.Pages
        );

    private static PageRange TopDown(
        PageRange[] regions,
        Segment segment,
        IReadOnlyList<PageRange> others
    )
    {
        long step = 1L << segment.AlignOrder;
        long pages = segment.Pages.Pages;
        foreach (PageRange region in regions)
        {
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

                start = (blocker - pages) / step * step;
            }
        }

        return new PageRange(others.Select(o => o.End).Append(Nowhere).Max(), pages);
    }

    private static PageRange BottomUp(
        PageRange[] regions,
        Segment segment,
        IReadOnlyList<PageRange> others
    )
    {
        long step = 1L << segment.AlignOrder;
        long pages = segment.Pages.Pages;
        foreach (PageRange region in regions)
        {
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
        }

        return new PageRange(others.Select(o => o.End).Append(Nowhere).Max(), pages);
    }
}
