using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Memory;

/// <summary>Pages of an area under short-term pins: some, and all from one on.</summary>
internal sealed class PinnedPages
{
    /// <summary>The most that are drawn, but for all pages.</summary>
    public const long Most = 1 << 20;

    private readonly long _area;
    private readonly long[] _pages;

    private PinnedPages(long area, long[] pages, long allFrom)
    {
        _area = area;
        _pages = pages;
        AllFrom = allFrom;
    }

    /// <summary>Ascending.</summary>
    public IReadOnlyList<long> Pages => _pages;

    /// <summary>Every page from here on is pinned; the area's end where that is none.</summary>
    public long AllFrom { get; }

    /// <summary>Draws the pins of a state behind what is taken.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="Most"/>, and not all
    /// pages.</exception>
    public static PinnedPages Draw(MemoryState memory, long taken, long area, RandomStream stream)
    {
        bool everyPage = memory.CmaPins is null && memory.CmaPinned >= area - taken;
        long[] pages =
            everyPage ? []
            : memory.CmaPins is { } given ? [.. given.Where(p => p < area).Distinct().Order()]
            : InClusters(memory.CmaPinned, memory.CmaPinCluster, taken, area, stream);
        return new(area, pages, everyPage && memory.CmaPinned > 0 ? taken : area);
    }

    /// <summary>The first at or after a page; long.MaxValue where there is none.</summary>
    public long From(long page)
    {
        if (page >= AllFrom && page < _area)
        {
            return page;
        }

        int i = IndexFrom(page);
        return i < _pages.Length ? _pages[i]
            : AllFrom < _area && page < _area ? AllFrom
            : long.MaxValue;
    }

    /// <summary>The page behind the pins that begin with this one.</summary>
    public long RunEnd(long pin) => pin >= AllFrom ? _area : pin + 1;

    /// <summary>How many are in a range.</summary>
    public long In(PageRange range) => CountFrom(range.Start) - CountFrom(range.End);

    /// <summary>How many single pins are below a page.</summary>
    public int IndexFrom(long page)
    {
        int i = _pages.AsSpan().BinarySearch(page);
        return i < 0 ? ~i : i;
    }

    private long CountFrom(long page) =>
        _pages.Length - IndexFrom(page) + Math.Max(0, _area - Math.Max(AllFrom, page));

    /// <summary>
    /// Clusters of so many pages side by side, one drawn after the other until there are enough
    /// pages: a further pin is added to those before. A page pinned twice counts once.
    /// </summary>
    private static long[] InClusters(
        long count,
        long cluster,
        long from,
        long to,
        RandomStream places
    )
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Most);
        var pins = new HashSet<long>();
        while (pins.Count < count)
        {
            long first = from + (long)(places.NextUniform() * (to - from));
            for (long p = first; p < Math.Min(first + cluster, to) && pins.Count < count; p++)
            {
                pins.Add(p);
            }
        }

        long[] sorted = [.. pins];
        Array.Sort(sorted);
        return sorted;
    }
}
