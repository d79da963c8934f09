using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Memory;

/// <summary>
/// The default CMA area, pages numbered from its start: what earlier users hold in its bitmap, movable pages in it, and short-term pins.
/// Movable memory lies in clusters; each cluster has a drawn rank, and those whose rank is below the occupancy are in use, so that a
/// fuller area's busy pages contain those of an emptier one. The same holds for pins: a further pin is added to those before.
/// </summary>
public sealed class CmaArea
{
    /// <summary>The most pins that are drawn, but for all pages.</summary>
    public const long MostPins = 1 << 20;

    /// <summary>
    /// Pages of a cluster of single pages; a huge page, as large as a pageblock, is its own.
    /// </summary>
    private const int SmallCluster = 32;

    /// <summary>Areas with more have larger clusters, so that a terabyte's state stays small.</summary>
    private const long MostClusters = 1 << 20;

    private readonly long _cluster;
    private readonly long[] _busyBefore;
    private readonly long[] _pins;

    /// <summary>All pages from here on are pinned.</summary>
    private readonly long _pinnedFrom;

    /// <summary>By pin: how many before it are pages of a cluster in use.</summary>
    private readonly int[] _pinnedBusyBefore;
    private readonly List<PageRange> _taken = [];

    /// <summary>Nothing movable is in them any more; ascending, apart.</summary>
    private List<PageRange> _emptied = [];

    /// <summary>By emptied range: pages of clusters in use in those before it.</summary>
    private long[] _emptiedInUse = [0];
    private long _unpinned;
    private long _movedIn;

    private CmaArea(
        long start,
        long pages,
        long blockPages,
        long cluster,
        long[] busyBefore,
        long[] pins,
        long pinnedFrom
    )
    {
        Start = start;
        Pages = pages;
        BlockPages = blockPages;
        _cluster = cluster;
        _busyBefore = busyBefore;
        _pins = pins;
        _pinnedFrom = pinnedFrom;
        _pinnedBusyBefore = new int[pins.Length + 1];
        for (int i = 0; i < pins.Length; i++)
        {
            _pinnedBusyBefore[i + 1] = _pinnedBusyBefore[i] + (IsInUse(pins[i]) ? 1 : 0);
        }

        Busy = BusyUpTo(pages);
        _unpinned = pages - PinsFrom(0);
    }

    /// <summary>First page frame.</summary>
    public long Start { get; }

    /// <summary>Size.</summary>
    public long Pages { get; }

    /// <summary>Pages of a pageblock.</summary>
    public long BlockPages { get; }

    /// <summary>Ranges set in the bitmap.</summary>
    public IReadOnlyList<PageRange> Taken => _taken;

    /// <summary>Movable pages of the whole area that can be migrated: pinned ones cannot.</summary>
    public long Busy { get; private set; }

    /// <summary>Pages neither taken nor in use nor pinned.</summary>
    public long Free => _unpinned - Busy - _movedIn;

    /// <summary>Draws the area's state.</summary>
    /// <param name="memory">Occupancy, pins and what is taken.</param>
    /// <param name="start">First page frame.</param>
    /// <param name="stream">Of this replication.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="MostPins"/>, and not all pages.</exception>
    public static CmaArea Draw(MemoryState memory, long start, RandomStream stream)
    {
        long pages = memory.AreaPages;
        long taken = Math.Min(memory.CmaTaken, pages);
        long cluster = memory.CmaFill switch
        {
            MovableKind.Anonymous or MovableKind.File => SmallCluster,
            MovableKind.HugePage => memory.PageSize.BlockPages,
        };
        while (pages / cluster > MostClusters)
        {
            cluster *= 2;
        }

        long[] before =
            memory.CmaOccupancy > 0 ? new long[(pages + cluster - 1) / cluster + 1] : [];
        RandomStream ranks = stream.Substream(0);
        for (long i = 0; i < before.Length - 1; i++)
        {
            long size = Math.Min(cluster, pages - i * cluster);
            bool busy = ranks.NextUniform() < memory.CmaOccupancy;
            before[i + 1] = before[i] + (busy ? size : 0);
        }

        bool everyPage = memory.CmaPins is null && memory.CmaPinned >= pages - taken;
        long[] pins =
            everyPage ? []
            : memory.CmaPins is { } given ? [.. given.Where(p => p < pages).Distinct().Order()]
            : DrawPins(memory.CmaPinned, taken, pages, stream.Substream(1));
        var area = new CmaArea(
            start,
            pages,
            memory.PageSize.BlockPages,
            cluster,
            before,
            pins,
            everyPage && memory.CmaPinned > 0 ? taken : pages
        );
        if (taken > 0)
        {
            area.Take(new PageRange(0, taken));
        }

        return area;
    }

    /// <summary>Movable pages in a range: their clusters', less what is pinned, was migrated out or is taken.</summary>
    public long BusyIn(PageRange range)
    {
        long busy = InUse(range.Start, range.End);
        int first = FirstEmptiedEndingBehind(range.Start);
        int behind = FirstEmptiedEndingBehind(range.End);
        behind += behind < _emptied.Count && _emptied[behind].Start < range.End ? 1 : 0;
        if (first == behind)
        {
            return busy;
        }

        long emptied = _emptiedInUse[behind] - _emptiedInUse[first];
        emptied -= InUse(Math.Min(_emptied[first].Start, range.Start), range.Start);
        emptied -= InUse(range.End, Math.Max(_emptied[behind - 1].End, range.End));
        return busy - emptied;
    }

    /// <summary>The first pin at or after a page; long.MaxValue where there is none.</summary>
    public long PinFrom(long page)
    {
        if (page >= _pinnedFrom && page < Pages)
        {
            return page;
        }

        int i = FirstPin(page);
        return i < _pins.Length ? _pins[i]
            : _pinnedFrom < Pages && page < Pages ? _pinnedFrom
            : long.MaxValue;
    }

    /// <summary>The page behind the pins that begin with this one.</summary>
    public long PinRunEnd(long pin) => pin >= _pinnedFrom ? Pages : pin + 1;

    /// <summary>Pins in a range.</summary>
    public long PinsIn(PageRange range) => PinsFrom(range.Start) - PinsFrom(range.End);

    /// <summary>Sets a range in the bitmap; nothing movable is left in it.</summary>
    public void Take(PageRange range)
    {
        Empty([range]);
        _taken.Add(range);
        _unpinned -= range.Pages - PinsIn(range);
    }

    /// <summary>Clears a range in the bitmap.</summary>
    public void Release(PageRange range)
    {
        if (_taken.Remove(range))
        {
            _unpinned += range.Pages - PinsIn(range);
        }
    }

    /// <summary>Pages migrated from one part of the area to another, wherever they went.</summary>
    public void MoveWithin(long pages) => _movedIn += pages;

    /// <summary>Movable pages of ranges were migrated out of them.</summary>
    public void Empty(IEnumerable<PageRange> ranges)
    {
        var joined = new List<PageRange>();
        foreach (PageRange range in _emptied.Concat(ranges).OrderBy(r => r.Start))
        {
            if (joined.Count > 0 && range.Start <= joined[^1].End)
            {
                long end = Math.Max(joined[^1].End, range.End);
                joined[^1] = joined[^1] with { Pages = end - joined[^1].Start };
            }
            else if (range.Pages > 0)
            {
                joined.Add(range);
            }
        }

        _emptied = joined;
        _emptiedInUse = new long[joined.Count + 1];
        for (int i = 0; i < joined.Count; i++)
        {
            _emptiedInUse[i + 1] = _emptiedInUse[i] + InUse(joined[i].Start, joined[i].End);
        }

        Busy = BusyIn(new PageRange(0, Pages));
    }

    private int FirstEmptiedEndingBehind(long page)
    {
        int low = 0;
        int high = _emptied.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _emptied[middle].End > page ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private long InUse(long from, long to) => BusyUpTo(to) - BusyUpTo(from);

    /// <summary>Pages below this one of clusters in use, pins not counted; nothing emptied yet.</summary>
    private long BusyUpTo(long page)
    {
        if (_busyBefore.Length == 0)
        {
            return 0;
        }

        long whole = page / _cluster;
        long part = page % _cluster;
        bool busy = part > 0 && _busyBefore[whole + 1] > _busyBefore[whole];
        long pages = _busyBefore[whole] + (busy ? part : 0);
        return page > _pinnedFrom
            ? BusyUpTo(_pinnedFrom)
            : pages - _pinnedBusyBefore[FirstPin(page)];
    }

    private bool IsInUse(long page) =>
        _busyBefore.Length > 0 && _busyBefore[page / _cluster + 1] > _busyBefore[page / _cluster];

    private long PinsFrom(long page) =>
        _pins.Length - FirstPin(page) + Math.Max(0, Pages - Math.Max(_pinnedFrom, page));

    private int FirstPin(long page)
    {
        int i = _pins.AsSpan().BinarySearch(page);
        return i < 0 ? ~i : i;
    }

    /// <summary>Beyond the taken part; a page pinned twice is drawn again, so that N pins are N pages.</summary>
    private static long[] DrawPins(long count, long from, long to, RandomStream places)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostPins);
        var pins = new HashSet<long>();
        while (pins.Count < count)
        {
            pins.Add(from + (long)(places.NextUniform() * (to - from)));
        }

        long[] sorted = [.. pins];
        Array.Sort(sorted);
        return sorted;
    }
}
