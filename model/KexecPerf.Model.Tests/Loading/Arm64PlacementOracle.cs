using KexecPerf.Model.Images;
using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>
/// <c>image_load</c> and <c>load_other_segments</c> of arm64 page by page, in an area that nobody
/// uses: what is taken is an array, and every place is tried one page after the other.
/// </summary>
internal sealed class Arm64PlacementOracle(MemoryLayout layout, PageRange area, int order)
{
    private const long GiB = 1L << 18;
    private const long RunningKernel = 64L << 8;

    private readonly bool[] _taken = new bool[area.Pages];
    private readonly List<PageRange> _placed = [];

    /// <summary>Pages of the area that no segment has in the end.</summary>
    public long Leaked => _taken.Count(t => t) - InCma;

    private long InCma => _placed.Where(p => p.Overlaps(area)).Sum(p => p.Pages);

    /// <summary>Where kernel, initrd and device tree land; null: nowhere.</summary>
    public IReadOnlyList<PageRange>? Load(Segment kernel, Segment initrd, Segment dtb)
    {
        long min = 0;
        while (Add(kernel, min, long.MaxValue) is { } at)
        {
            long most = at.Start / GiB * GiB + 32 * GiB;
            if (
                Add(initrd, at.End, most) is not null
                && Add(dtb, at.End, long.MaxValue) is not null
            )
            {
                return _placed;
            }

            _placed.Clear();
            min = at.End;
        }

        return null;
    }

    private PageRange? Add(Segment segment, long min, long max)
    {
        PageRange? found = FromArea(segment) ?? Hole(segment, min, max);
        if (found is { } range)
        {
            _placed.Add(range);
        }

        return found;
    }

    private PageRange? FromArea(Segment segment)
    {
        long pages = segment.Pages.Pages;
        long step = 1L << Math.Min(order, segment.AlignOrder);
        for (long start = 0; start + pages <= area.Pages; start += step)
        {
            if (_taken.AsSpan((int)start, (int)pages).Contains(true))
            {
                continue;
            }

            var range = new PageRange(area.Start + start, pages);
            if (_placed.Exists(p => p.Start <= range.End && range.Start < p.End))
            {
                return null;
            }

            _taken.AsSpan((int)start, (int)pages).Fill(true);
            return range;
        }

        return null;
    }

    private PageRange? Hole(Segment segment, long min, long max)
    {
        bool down = segment.Role == SegmentRole.Dtb;
        PageRange[] regions = down ? [layout.Normal, layout.Low] : [layout.Low, layout.Normal];
        foreach (PageRange region in regions)
        {
            long first = Math.Max(min, region.Start);
            long last = Math.Min(max, region.End) - segment.Pages.Pages;
            for (long i = 0; i <= last - first; i++)
            {
                var range = new PageRange(down ? last - i : first + i, segment.Pages.Pages);
                if (range.Start % (1L << segment.AlignOrder) == 0 && IsFree(range))
                {
                    return range;
                }
            }
        }

        return null;
    }

    private bool IsFree(PageRange range) =>
        !range.Overlaps(area)
        && !range.Overlaps(new PageRange(layout.Low.Start, RunningKernel))
        && !_placed.Exists(range.Overlaps);
}
