using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Loading;

/// <summary>What became of one <c>cma_alloc()</c>.</summary>
/// <param name="Start">First page in the area; -1: failed.</param>
/// <param name="FailedCandidates">Ranges tried and given up with -EBUSY.</param>
/// <param name="IsolatedBlocks">Pageblocks isolated, over all candidates.</param>
/// <param name="Migrated">Pages migrated out.</param>
/// <param name="NoRoom">Whether the search ended because there was no room to migrate to.</param>
public readonly record struct CmaRequest(
    long Start,
    long FailedCandidates,
    long IsolatedBlocks,
    long Migrated,
    bool NoRoom
)
{
    private const long PagesPerBlock = 512;

    /// <summary>Whether the request got its range.</summary>
    public bool Ok => Start >= 0;

    /// <summary>
    /// <c>cma_range_alloc</c> (mm/cma.c) and <c>alloc_contig_frozen_range</c> (mm/page_alloc.c): first fit in the bitmap; a candidate isolates its
    /// pageblocks and migrates up to the first pin, which makes it busy; then the next candidate, one step of the alignment on. All
    /// candidates that meet the same pin fail alike, so they are counted, not walked. Where migration finds no room the search ends.
    /// </summary>
    /// <param name="area">Changed: the range taken, and what was migrated.</param>
    /// <param name="pages">Pages asked for.</param>
    /// <param name="order">log2 of the alignment.</param>
    /// <param name="room">Free pages outside the area that a migration may use; lowered by what was migrated there.</param>
    public static CmaRequest Allocate(CmaArea area, long pages, int order, ref long room)
    {
        long step = 1L << order;
        long failed = 0;
        long blocks = 0;
        long migrated = 0;
        for (long start = NextFree(area, 0, pages, step); start >= 0; )
        {
            var range = new PageRange(start, pages);
            long pin = area.PinFrom(start);
            long end = Math.Min(pin, range.End);
            long moves = area.BusyIn(new PageRange(start, end - start));
            long elsewhere = area.Free - (pages - area.BusyIn(range));
            long available = Math.Max(0, room) + Math.Max(0, elsewhere);
            if (moves > available)
            {
                migrated += available;
                return new CmaRequest(-1, failed, blocks + Blocks(area, range), migrated, true);
            }

            long outside = Math.Min(moves, Math.Max(0, room));
            room -= outside;
            area.MoveWithin(moves - outside);
            migrated += moves;
            area.Empty(new PageRange(start, end - start));
            if (pin >= range.End)
            {
                area.Take(range);
                return new CmaRequest(start, failed, blocks + Blocks(area, range), migrated, false);
            }

            long last = LastBefore(area, range, pin, step);
            long count = (last - start) / step + 1;
            failed += count;
            blocks += count * Blocks(area, range);
            start = NextFree(area, last + step, pages, step);
        }

        return new CmaRequest(-1, failed, blocks, migrated, false);
    }

    /// <summary>The last candidate that meets the pin: not beyond it, the area's end, or the next range that is taken.</summary>
    private static long LastBefore(CmaArea area, PageRange range, long pin, long step)
    {
        long limit = Math.Min(pin, area.Pages - range.Pages);
        foreach (PageRange taken in area.Taken)
        {
            if (taken.Start >= range.End)
            {
                limit = Math.Min(limit, taken.Start - range.Pages);
            }
        }

        return range.Start + (limit - range.Start) / step * step;
    }

    private static long NextFree(CmaArea area, long from, long pages, long step)
    {
        long start = (from + step - 1) / step * step;
        while (start + pages <= area.Pages)
        {
            long behind = -1;
            foreach (PageRange taken in area.Taken)
            {
                if (taken.Overlaps(new PageRange(start, pages)))
                {
                    behind = Math.Max(behind, taken.End);
                }
            }

            if (behind < 0)
            {
                return start;
            }

            start = (behind + step - 1) / step * step;
        }

        return -1;
    }

    private static long Blocks(CmaArea area, PageRange range)
    {
        long first = (area.Start + range.Start) / PagesPerBlock;
        return (area.Start + range.End + PagesPerBlock - 1) / PagesPerBlock - first;
    }
}
