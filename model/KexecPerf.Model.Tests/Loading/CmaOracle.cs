using KexecPerf.Model.Loading;
using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>
/// A CMA area with a flag for each page, and requests that try every candidate, page by page drop
/// what is clean and find a target for the rest: outside, elsewhere in the area, by reclaim.
/// </summary>
internal sealed class CmaOracle
{
    private readonly long _firstFrame;
    private readonly long _pagesPerBlock;
    private readonly bool[] _taken;
    private readonly bool[] _used;
    private readonly bool[] _needsTarget;
    private readonly bool[] _pinned;

    /// <summary>Pages migrated within the area; where they went is not said.</summary>
    private long _movedIn;

    public CmaOracle(CmaArea area, long free, long clean, long swappable)
    {
        _firstFrame = area.Start;
        _pagesPerBlock = area.BlockPages;
        Free = free;
        Clean = clean;
        Swappable = swappable;
        _taken = new bool[area.Pages];
        _used = new bool[area.Pages];
        _needsTarget = new bool[area.Pages];
        _pinned = new bool[area.Pages];
        for (long page = 0; page < area.Pages; page++)
        {
            _taken[page] = area.Taken.Any(t => page >= t.Start && page < t.End);
            _used[page] = area.UsedIn(new PageRange(page, 1)) > 0;
            _needsTarget[page] = area.NeedTargetIn(new PageRange(page, 1)) > 0;
            _pinned[page] = area.PinFrom(page) == page;
        }
    }

    public long Free { get; private set; }

    public long Clean { get; private set; }

    public long Swappable { get; private set; }

    public bool IsUsed(long page) => _used[page];

    public CmaRequest Allocate(long pages, int order)
    {
        long failed = 0;
        long blocks = 0;
        long migrated = 0;
        long dropped = 0;
        for (long start = 0; start + pages <= _taken.Length; start++)
        {
            if ((_firstFrame + start) % (1L << order) != 0 || Any(_taken, start, pages))
            {
                continue;
            }

            blocks += Blocks(start, pages);
            switch (Empty(start, pages, ref migrated, ref dropped))
            {
                case Result.Done:
                    Set(start, pages, true);
                    return new CmaRequest(start, failed, blocks, migrated, dropped, false);
                case Result.NoRoom:
                    return new CmaRequest(-1, failed, blocks, migrated, dropped, true);
                default:
                    failed++;
                    break;
            }
        }

        return new CmaRequest(-1, failed, blocks, migrated, dropped, false);
    }

    public void Release(long start, long pages) => Set(start, pages, false);

    private enum Result
    {
        Done,
        Busy,
        NoRoom,
    }

    private Result Empty(long start, long pages, ref long migrated, ref long dropped)
    {
        for (long page = start; page < start + pages; page++)
        {
            if (_pinned[page])
            {
                return Result.Busy;
            }

            if (!_used[page])
            {
                continue;
            }

            if (_needsTarget[page])
            {
                if (!HasTarget(start, pages))
                {
                    return Result.NoRoom;
                }

                migrated++;
            }
            else
            {
                dropped++;
            }

            _used[page] = false;
        }

        return Result.Done;
    }

    private bool HasTarget(long start, long pages)
    {
        if (Free > 0)
        {
            Free--;
        }
        else if (FreeOutside(start, pages) > _movedIn)
        {
            _movedIn++;
        }
        else if (Clean > 0)
        {
            Clean--;
        }
        else if (Swappable > 0)
        {
            Swappable--;
        }
        else
        {
            return false;
        }

        return true;
    }

    private long FreeOutside(long start, long pages)
    {
        long free = 0;
        for (long page = 0; page < _taken.Length; page++)
        {
            bool outside = page < start || page >= start + pages;
            free += outside && !_taken[page] && !_used[page] && !_pinned[page] ? 1 : 0;
        }

        return free;
    }

    private long Blocks(long start, long pages)
    {
        long first = (_firstFrame + start) / _pagesPerBlock;
        long last = (_firstFrame + start + pages - 1) / _pagesPerBlock;
        return last - first + 1;
    }

    private static bool Any(bool[] flags, long start, long pages) =>
        flags.AsSpan((int)start, (int)pages).Contains(true);

    private void Set(long start, long pages, bool taken) =>
        _taken.AsSpan((int)start, (int)pages).Fill(taken);
}
