using KexecPerf.Model.Loading;
using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>A CMA area with a flag for each page, and requests that try every candidate and migrate page by page.</summary>
internal sealed class CmaOracle
{
    private readonly long _firstFrame;
    private readonly long _pagesPerBlock;
    private readonly bool[] _taken;
    private readonly bool[] _movable;
    private readonly bool[] _pinned;

    /// <summary>Pages migrated within the area; where they went is not said.</summary>
    private long _movedIn;

    public CmaOracle(CmaArea area, long room)
    {
        _firstFrame = area.Start;
        _pagesPerBlock = area.BlockPages;
        Room = room;
        _taken = new bool[area.Pages];
        _movable = new bool[area.Pages];
        _pinned = new bool[area.Pages];
        for (long page = 0; page < area.Pages; page++)
        {
            _taken[page] = area.Taken.Any(t => page >= t.Start && page < t.End);
            _movable[page] = area.BusyIn(new PageRange(page, 1)) > 0;
            _pinned[page] = area.PinFrom(page) == page;
        }
    }

    public long Room { get; private set; }

    public bool IsMovable(long page) => _movable[page];

    public CmaRequest Allocate(long pages, int order)
    {
        long failed = 0;
        long blocks = 0;
        long migrated = 0;
        for (long start = 0; start + pages <= _taken.Length; start += 1L << order)
        {
            if (Any(_taken, start, pages))
            {
                continue;
            }

            blocks += Blocks(start, pages);
            switch (Migrate(start, pages, ref migrated))
            {
                case Result.Done:
                    Set(start, pages, true);
                    return new CmaRequest(start, failed, blocks, migrated, false);
                case Result.NoRoom:
                    return new CmaRequest(-1, failed, blocks, migrated, true);
                default:
                    failed++;
                    break;
            }
        }

        return new CmaRequest(-1, failed, blocks, migrated, false);
    }

    public void Release(long start, long pages) => Set(start, pages, false);

    private enum Result
    {
        Done,
        Busy,
        NoRoom,
    }

    private Result Migrate(long start, long pages, ref long migrated)
    {
        for (long page = start; page < start + pages; page++)
        {
            if (_pinned[page])
            {
                return Result.Busy;
            }

            if (!_movable[page])
            {
                continue;
            }

            if (Room > 0)
            {
                Room--;
            }
            else if (FreeOutside(start, pages) > _movedIn)
            {
                _movedIn++;
            }
            else
            {
                return Result.NoRoom;
            }

            _movable[page] = false;
            migrated++;
        }

        return Result.Done;
    }

    private long FreeOutside(long start, long pages)
    {
        long free = 0;
        for (long page = 0; page < _taken.Length; page++)
        {
            bool outside = page < start || page >= start + pages;
            free += outside && !_taken[page] && !_movable[page] && !_pinned[page] ? 1 : 0;
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
