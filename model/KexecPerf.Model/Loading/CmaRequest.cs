using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Loading;

/// <summary>What became of one <c>cma_alloc()</c>.</summary>
/// <param name="Start">First page in the area; -1: failed.</param>
/// <param name="FailedCandidates">Ranges tried and given up with -EBUSY.</param>
/// <param name="IsolatedBlocks">Pageblocks isolated, over all candidates.</param>
/// <param name="Migrated">Pages migrated out.</param>
/// <param name="Dropped">Clean pages of files dropped where they were.</param>
/// <param name="NoRoom">Whether the search ended with -ENOMEM: nothing free, nothing to reclaim for
/// a target.</param>
public readonly record struct CmaRequest(
    long Start,
    long FailedCandidates,
    long IsolatedBlocks,
    long Migrated,
    long Dropped,
    bool NoRoom
)
{
    /// <summary>Whether the request got its range.</summary>
    public bool Ok => Start >= 0;

    /// <summary>
    /// <c>cma_range_alloc</c> (mm/cma.c) and <c>__alloc_contig_migrate_range</c> (mm/page_alloc.c):
    /// first fit in the bitmap; a candidate isolates its pageblocks, drops clean pages of files and
    /// migrates the others up to the first pin, which makes it busy; then the next candidate, one
    /// step of the alignment on. All candidates that meet the same pin fail alike, so they are
    /// counted, not walked. A target is a free page outside the area or elsewhere in it; then
    /// reclaim makes one (__GFP_RETRY_MAYFAIL); where it cannot, the search ends with -ENOMEM. A
    /// huge page that finds no target of its size is split and moved page by page
    /// (<c>migrate_pages_batch</c>).
    /// </summary>
    /// <param name="area">Changed: the range taken, and what was emptied.</param>
    /// <param name="pages">Pages asked for.</param>
    /// <param name="order">log2 of the alignment.</param>
    /// <param name="pool">What targets come from; lowered by what was migrated there.</param>
    internal static CmaRequest Allocate(CmaArea area, long pages, int order, FreePool pool)
    {
        long step = 1L << order;
        var so = new CmaRequest(-1, 0, 0, 0, 0, false);

        // Candidates of one request lie behind what the ones before emptied, so the area learns of it at the end.
        var emptied = new List<PageRange>();
        long used = area.Used;
        for (long start = NextFree(area, 0, pages, step); start >= 0; )
        {
            var range = new PageRange(start, pages);
            long pin = area.PinFrom(start);
            var before = new PageRange(start, Math.Min(pin, range.End) - start);
            long moves = area.NeedTargetIn(before);
            long moved = Move(area, range, moves, area.Used - used, pool);
            PageRange cleared = moved < moves ? Before(area, before, moved) : before;
            long gone = area.UsedIn(cleared);
            used -= gone;
            so = so with
            {
                Migrated = so.Migrated + moved,
                Dropped = so.Dropped + gone - moved,
                NoRoom = moved < moves,
            };
            if (so.NoRoom || pin >= range.End)
            {
                emptied.Add(cleared);
                so = so with { IsolatedBlocks = so.IsolatedBlocks + Blocks(area, range, 1, step) };
                area.Empty(emptied);
                if (so.NoRoom)
                {
                    return so;
                }

                area.Take(range);
                return so with { Start = start };
            }

            // Pinned pages count as emptied, so that what the next candidate empties is one range with this.
            long end = area.PinRunEnd(pin);
            emptied.Add(before with { Pages = end - start });
            long last = LastBefore(area, range, end - 1, step);
            long count = (last - start) / step + 1;
            so = so with
            {
                FailedCandidates = so.FailedCandidates + count,
                IsolatedBlocks = so.IsolatedBlocks + Blocks(area, range, count, step),
            };
            start = NextFree(area, last + step, pages, step);
        }

        area.Empty(emptied);
        return so;
    }

    /// <summary>
    /// Finds targets: free pages outside, then free pages of the area that the candidate has not
    /// isolated, then reclaim. Returns how many pages moved.
    /// </summary>
    /// <param name="area">The area, which does not know yet of what this request emptied.</param>
    /// <param name="range">The candidate.</param>
    /// <param name="moves">Pages of it that need a target.</param>
    /// <param name="emptied">Pages this request emptied so far, none of them in the
    /// candidate.</param>
    /// <param name="pool">Memory outside.</param>
    private static long Move(CmaArea area, PageRange range, long moves, long emptied, FreePool pool)
    {
        long outside = pool.Take(Math.Min(moves, pool.Free));
        long freeInRange = range.Pages - area.UsedIn(range) - area.PinsIn(range);
        long elsewhere = Math.Max(0, area.Free + emptied - freeInRange);
        long inside = Math.Min(moves - outside, elsewhere);
        area.MoveWithin(inside);
        return outside + inside + pool.Reclaim(moves - outside - inside);
    }

    /// <summary>
    /// The part of a range before the page that found no target, so many before it having found
    /// one.
    /// </summary>
    private static PageRange Before(CmaArea area, PageRange range, long moved)
    {
        long low = 0;
        long high = range.Pages;
        while (low < high)
        {
            long middle = high - (high - low) / 2;
            bool beyond = area.NeedTargetIn(range with { Pages = middle }) > moved;
            (low, high) = beyond ? (low, middle - 1) : (middle, high);
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
        long start = area.Aligned(from, step);
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

            start = area.Aligned(behind, step);
        }

        return -1;
    }

    /// <summary>Pageblocks that candidates touch, summed over so many, each a step behind the one before.</summary>
    private static long Blocks(CmaArea area, PageRange range, long count, long step)
    {
        long first = area.Start + range.Start;
        long block = area.BlockPages;
        long behind = first + range.Pages + block - 1;
        return step >= block
            ? (behind / block - first / block) * count
            : BlocksBelow(behind, count, step, block) - BlocksBelow(first, count, step, block);
    }

    /// <summary>
    /// Sum over i below count of (page + i step) / pages a block, rounded down, for steps within a
    /// block.
    /// </summary>
    private static long BlocksBelow(long page, long count, long step, long block)
    {
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
