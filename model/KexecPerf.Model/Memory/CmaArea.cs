using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Memory;

/// <summary>
/// The default CMA area, pages numbered from its start: what earlier users hold in its bitmap, movable pages in it, and short-term pins.
/// Movable memory lies in clusters; each cluster has a drawn rank, and those whose rank is below the occupancy are in use, so that a
/// fuller area's busy pages contain those of an emptier one. The same holds for pins: a further pin is added to those before.
/// </summary>
public sealed class CmaArea
{
    /// <summary>Pages of a cluster of single pages; a huge page is its own.</summary>
    private const int SmallCluster = 32;
    private const int HugeCluster = 512;

    private readonly int _cluster;
    private readonly long[] _busyBefore;
    private readonly List<PageRange> _taken = [];
    private readonly List<PageRange> _emptied = [];
    private long _movedIn;

    private CmaArea(long start, long pages, int cluster, long[] busyBefore, long[] pins)
    {
        Start = start;
        Pages = pages;
        _cluster = cluster;
        _busyBefore = busyBefore;
        Pins = pins;
    }

    /// <summary>First page frame.</summary>
    public long Start { get; }

    /// <summary>Size.</summary>
    public long Pages { get; }

    /// <summary>Pinned pages, ascending.</summary>
    public IReadOnlyList<long> Pins { get; }

    /// <summary>Ranges set in the bitmap.</summary>
    public IReadOnlyList<PageRange> Taken => _taken;

    /// <summary>Movable pages of the whole area.</summary>
    public long Busy => BusyIn(new PageRange(0, Pages));

    /// <summary>Pages neither taken nor in use.</summary>
    public long Free => Pages - _taken.Sum(t => t.Pages) - Busy - _movedIn;

    /// <summary>Draws the area's state.</summary>
    /// <param name="memory">Occupancy, pins and what is taken.</param>
    /// <param name="start">First page frame.</param>
    /// <param name="stream">Of this replication.</param>
    public static CmaArea Draw(MemoryState memory, long start, RandomStream stream)
    {
        long pages = memory.CmaArea.Bytes / Units.PageCount.PageBytes;
        int cluster = memory.CmaFill == MovableKind.HugePage ? HugeCluster : SmallCluster;
        long[] before = new long[(pages + cluster - 1) / cluster + 1];
        RandomStream ranks = stream.Substream(0);
        for (long i = 0; i < before.Length - 1; i++)
        {
            long size = Math.Min(cluster, pages - i * cluster);
            bool busy = memory.CmaOccupancy > 0 && ranks.NextUniform() < memory.CmaOccupancy;
            before[i + 1] = before[i] + (busy ? size : 0);
        }

        var area = new CmaArea(start, pages, cluster, before, DrawPins(memory, pages, stream));
        if (memory.CmaTaken > 0)
        {
            area.Take(new PageRange(0, Math.Min(memory.CmaTaken, pages)));
        }

        return area;
    }

    /// <summary>Movable pages in a range: their clusters', less what was migrated out or is taken.</summary>
    public long BusyIn(PageRange range)
    {
        long busy = Clusters(range);
        foreach (PageRange emptied in _emptied)
        {
            if (emptied.Overlaps(range))
            {
                long from = Math.Max(emptied.Start, range.Start);
                busy -= Clusters(new PageRange(from, Math.Min(emptied.End, range.End) - from));
            }
        }

        return busy;
    }

    /// <summary>The first pin at or after a page; long.MaxValue where there is none.</summary>
    public long PinFrom(long page)
    {
        int i = ((long[])Pins).AsSpan().BinarySearch(page);
        i = i < 0 ? ~i : i;
        return i < Pins.Count ? Pins[i] : long.MaxValue;
    }

    /// <summary>Sets a range in the bitmap; nothing movable is left in it.</summary>
    public void Take(PageRange range)
    {
        Empty(range);
        _taken.Add(range);
    }

    /// <summary>Clears a range in the bitmap.</summary>
    public void Release(PageRange range) => _taken.Remove(range);

    /// <summary>Pages migrated from one part of the area to another, wherever they went.</summary>
    public void MoveWithin(long pages) => _movedIn += pages;

    /// <summary>Movable pages of a range were migrated out of it.</summary>
    public void Empty(PageRange range)
    {
        // Kept disjoint: only what was not emptied before is added.
        long from = range.Start;
        foreach (
            PageRange emptied in _emptied
                .Where(e => e.Overlaps(range))
                .OrderBy(e => e.Start)
                .ToList()
        )
        {
            AddEmptied(from, emptied.Start);
            from = emptied.End;
        }

        AddEmptied(from, range.End);
    }

    private void AddEmptied(long from, long to)
    {
        if (to > from)
        {
            _emptied.Add(new PageRange(from, to - from));
        }
    }

    private long Clusters(PageRange range) => BusyUpTo(range.End) - BusyUpTo(range.Start);

    private long BusyUpTo(long page)
    {
        long whole = page / _cluster;
        long part = page % _cluster;
        bool busy = part > 0 && _busyBefore[whole + 1] > _busyBefore[whole];
        return _busyBefore[whole] + (busy ? part : 0);
    }

    private static long[] DrawPins(MemoryState memory, long pages, RandomStream stream)
    {
        if (memory.CmaPins is { } given)
        {
            return [.. given.Where(p => p < pages).Order()];
        }

        // Beyond the taken part; a page pinned twice is drawn again, so that N pins are N pages.
        long room = pages - Math.Min(memory.CmaTaken, pages);
        long count = Math.Min(memory.CmaPinned, room);
        if (count == room)
        {
            return Range(pages - room, room);
        }

        RandomStream places = stream.Substream(1);
        var pins = new HashSet<long>();
        while (pins.Count < count)
        {
            pins.Add(pages - room + (long)(places.NextUniform() * room));
        }

        long[] sorted = [.. pins];
        Array.Sort(sorted);
        return sorted;
    }

    private static long[] Range(long start, long count)
    {
        long[] all = new long[count];
        for (long i = 0; i < count; i++)
        {
            all[i] = start + i;
        }

        return all;
    }
}
