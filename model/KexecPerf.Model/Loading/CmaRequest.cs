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

        // Candidates of one request lie behind what the ones before emptied, so the area learns of it at the end.
        var emptied = new List<PageRange>();
        long busy = area.Busy;
        for (long start = NextFree(area, 0, pages, step); start >= 0; )
        {
            var range = new PageRange(start, pages);
            long pin = area.PinFrom(start);
            var before = new PageRange(start, Math.Min(pin, range.End) - start);
            long moves = area.BusyIn(before);
            long outside = Math.Min(moves, Math.Max(0, room));
            long inside =
                moves > outside
                    ? Math.Min(moves - outside, Elsewhere(area, range, area.Busy - busy))
                    : 0;
            room -= outside;
            area.MoveWithin(inside);
            migrated += outside + inside;
            busy -= outside + inside;
            if (outside + inside < moves)
            {
                emptied.Add(FirstBusy(area, before, outside + inside));
                area.Empty(emptied);
                return new CmaRequest(
                    -1,
                    failed,
                    blocks + Blocks(area, range, 1, step),
                    migrated,
                    true
                );
            }

            if (pin >= range.End)
            {
                area.Empty(emptied);
                area.Take(range);
                return new CmaRequest(
                    start,
                    failed,
                    blocks + Blocks(area, range, 1, step),
                    migrated,
                    false
                );
            }

            // Pinned pages count as emptied, so that what the next candidate empties is one range with this.
            long end = area.PinRunEnd(pin);
            emptied.Add(before with { Pages = end - start });
            long last = LastBefore(area, range, end - 1, step);
            long count = (last - start) / step + 1;
            failed += count;
            blocks += Blocks(area, range, count, step);
            start = NextFree(area, last + step, pages, step);
        }

        area.Empty(emptied);
        return new CmaRequest(-1, failed, blocks, migrated, false);
    }

    /// <summary>Free pages of the area outside a range, which may receive pages migrated out of it.</summary>
    /// <param name="area">The area, which does not know yet of what this request emptied.</param>
    /// <param name="range">The candidate.</param>
    /// <param name="emptied">Pages this request migrated so far, none of them in the candidate.</param>
    private static long Elsewhere(CmaArea area, PageRange range, long emptied)
    {
        long freeInRange = range.Pages - area.BusyIn(range) - area.PinsIn(range);
        return Math.Max(0, area.Free + emptied - freeInRange);
    }

    /// <summary>The shortest part from its start that has so many movable pages.</summary>
    private static PageRange FirstBusy(CmaArea area, PageRange range, long movable)
    {
        long low = 0;
        long high = range.Pages;
        while (low < high)
        {
            long middle = (low + high) / 2;
            bool enough = area.BusyIn(range with { Pages = middle }) >= movable;
            (low, high) = enough ? (low, middle) : (middle + 1, high);
        }

        return range with
        {
            Pages = low,
        };
    }

    /// <summary>The last candidate that meets the pins: not beyond them, the area's end, or the next range that is taken.</summary>
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

    /// <summary>Pageblocks that candidates touch, summed over so many, each a step behind the one before.</summary>
    private static long Blocks(CmaArea area, PageRange range, long count, long step)
    {
        long first = area.Start + range.Start;
        long block = area.BlockPages;
        return BlocksBelow(first + range.Pages + block - 1, count, step, block)
            - BlocksBelow(first, count, step, block);
    }

    /// <summary>Sum over i below count of (page + i step) / pages a block, rounded down.</summary>
    private static long BlocksBelow(long page, long count, long step, long block)
    {
        if (step >= block)
        {
            return page / block * count + step / block * (count * (count - 1) / 2);
        }

        return Sum(page / step + count) - Sum(page / step);

        // Sum over j below n of j / (steps a block), rounded down.
        long Sum(long n)
        {
            long each = block / step;
            long full = n / each;
            return each * (full * (full - 1) / 2) + full * (n - full * each);
        }
    }
}
