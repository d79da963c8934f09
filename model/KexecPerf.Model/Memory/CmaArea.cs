using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Memory;

/// <summary>
/// The default CMA area, pages numbered from its start: what earlier users hold in its bitmap, the
/// pages in it that can be dropped or moved, and short-term pins. Used memory lies in clusters;
/// each cluster has a drawn rank, and it is in use where that is below the occupancy, and needs a
/// target where it is below that share of it: a fuller area's pages contain those of an emptier
/// one, and so do those that need a target. The same holds for pins.
/// </summary>
public sealed class CmaArea
{
    /// <summary>The most pins that are drawn, but for all pages.</summary>
    public const long MostPins = PinnedPages.Most;

    /// <summary>
    /// log2 pages of a cluster of single pages; a huge page, as large as a pageblock, is its own.
    /// </summary>
    private const int SmallCluster = 5;

    /// <summary>Areas with more have larger clusters, so that a terabyte's state stays small.</summary>
    private const long MostClusters = 1 << 20;

    private readonly PinnedPages _pins;
    private readonly ClusterCounts _used;
    private readonly ClusterCounts _needTarget;
    private readonly List<PageRange> _taken = [];
    private IReadOnlyList<PageRange> _takenAtBoot = [];

    /// <summary>Nothing is in them any more; ascending, apart.</summary>
    private List<PageRange> _emptied = [];
    private long _unpinned;
    private long _movedIn;

    private CmaArea(
        long start,
        long pages,
        long blockPages,
        PinnedPages pins,
        ClusterCounts used,
        ClusterCounts needTarget
    )
    {
        Start = start;
        Pages = pages;
        BlockPages = blockPages;
        _pins = pins;
        _used = used;
        _needTarget = needTarget;
        _unpinned = pages - pins.In(new PageRange(0, pages));
        Used = used.All;
        NeedTarget = needTarget.All;
    }

    /// <summary>First page frame.</summary>
    public long Start { get; }

    /// <summary>Size.</summary>
    public long Pages { get; }

    /// <summary>Pages of a pageblock.</summary>
    public long BlockPages { get; }

    /// <summary>Ranges set in the bitmap.</summary>
    public IReadOnlyList<PageRange> Taken => _taken;

    /// <summary>
    /// Pages of the whole area that can be dropped or migrated: pinned ones cannot.
    /// </summary>
    public long Used { get; private set; }

    /// <summary>Those of them that need a target.</summary>
    public long NeedTarget { get; private set; }

    /// <summary>Pages neither taken nor in use nor pinned.</summary>
    public long Free => _unpinned - Used - _movedIn;

    /// <summary>Draws the area's state.</summary>
    /// <param name="memory">Occupancy, mix, pins and what drivers hold.</param>
    /// <param name="start">First page frame.</param>
    /// <param name="pools">Pages of atomic DMA pools, taken from the area's start at boot.</param>
    /// <param name="stream">Of this replication.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="MostPins"/>, and not all pages.</exception>
    public static CmaArea Draw(MemoryState memory, long start, long pools, RandomStream stream)
    {
        long pages = memory.AreaPages;
        IReadOnlyList<PageRange> held = memory.HeldRanges(pools);
        long taken = held is [{ Start: 0 } first, ..] ? first.Pages : 0;
        int log = memory.CmaHuge ? memory.PageSize.BlockOrder : SmallCluster;
        while (pages >> log > MostClusters || (memory.CmaOccupancy == 0 && pages >> log > 0))
        {
            log++;
        }

        // One rank decides both: what needs a target comes first among what is in use.
        PinnedPages pins = PinnedPages.Draw(memory, taken, pages, stream.Substream(1));
        double needs = memory.CmaOccupancy * TargetShare(memory, stream.Substream(3));
        RandomStream ranks = stream.Substream(0);
        long clusters = (pages + (1L << log) - 1) >> log;
        ulong[] used = new ulong[(clusters + 63) / 64];
        ulong[] needTarget = new ulong[used.Length];
        for (long i = 0; i < clusters; i++)
        {
            double rank = ranks.NextUniform();
            used[i >> 6] |= (rank < memory.CmaOccupancy ? 1UL : 0) << (int)(i & 63);
            needTarget[i >> 6] |= (rank < needs ? 1UL : 0) << (int)(i & 63);
        }

        var area = new CmaArea(
            start,
            pages,
            memory.PageSize.BlockPages,
            pins,
            new ClusterCounts(pages, log, used, pins),
            new ClusterCounts(pages, log, needTarget, pins)
        );
        area._takenAtBoot = held;
        area.Empty(held);
        foreach (PageRange range in held)
        {
            area.Take(range);
        }

        return area;
    }

    /// <summary>
    /// The first page at or behind one whose frame is a multiple of the alignment
    /// (<c>cma_bitmap_aligned_offset</c>).
    /// </summary>
    public long Aligned(long page, long alignment) =>
        (Start + page + alignment - 1) / alignment * alignment - Start;

    /// <summary>
    /// Pages in use in a range: their clusters', less what is pinned, was dropped or migrated or is
    /// taken.
    /// </summary>
    public long UsedIn(PageRange range) => _used.In(range);

    /// <summary>
    /// Those of them that need a target; the others are clean page cache and dropped.
    /// </summary>
    public long NeedTargetIn(PageRange range) => _needTarget.In(range);

    /// <summary>
    /// Pages of a range that somebody held when the area was drawn: in use, pinned, or taken at
    /// boot. What of the range lies outside the area does not count.
    /// </summary>
    public long BackedIn(PageRange range)
    {
        long start = Math.Clamp(range.Start, 0, Pages);
        long end = Math.Clamp(range.End, 0, Pages);
        var whole = new PageRange(start, end - start);
        long backed = _used.DrawnIn(whole) + PinsIn(whole);
        foreach (PageRange held in _takenAtBoot)
        {
            long from = Math.Clamp(held.Start, start, end);
            var part = new PageRange(from, Math.Clamp(held.End, from, end) - from);
            backed += part.Pages - _used.DrawnIn(part) - PinsIn(part);
        }

        return backed;
    }

    /// <summary>The first pin at or after a page; long.MaxValue where there is none.</summary>
    public long PinFrom(long page) => _pins.From(page);

    /// <summary>The page behind the pins that begin with this one.</summary>
    public long PinRunEnd(long pin) => _pins.RunEnd(pin);

    /// <summary>Pins in a range.</summary>
    public long PinsIn(PageRange range) => _pins.In(range);

    /// <summary>Sets a range in the bitmap, which is empty.</summary>
    public void Take(PageRange range)
    {
        _taken.Add(range);
        _unpinned -= range.Pages - PinsIn(range);
    }

    /// <summary>Clears a range in the bitmap: until other memory moves in it is empty.</summary>
    public void Release(PageRange range)
    {
        if (_taken.Remove(range))
        {
            _unpinned += range.Pages - PinsIn(range);
        }
    }

    /// <summary>Pages migrated from one part of the area to another, wherever they went.</summary>
    public void MoveWithin(long pages) => _movedIn += pages;

    /// <summary>The pages of ranges were dropped or migrated.</summary>
    public void Empty(IEnumerable<PageRange> ranges)
    {
        if (Used == 0)
        {
            return;
        }

        List<PageRange> all = [.. _emptied, .. ranges];
        all.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        var joined = new List<PageRange>();
        foreach (PageRange range in all)
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
        _used.Empty(joined);
        _needTarget.Empty(joined);
        Used = _used.All;
        NeedTarget = _needTarget.All;
    }

    /// <summary>
    /// What of the area needs a target. Counts of a host do not tell what its area holds: in one
    /// run of two it is mixed as all memory is, in the other it was filled at one time by one kind
    /// [I: after 450 MiB of process memory and then page cache all of a 256 MiB area was process
    /// memory].
    /// </summary>
    private static double TargetShare(MemoryState memory, RandomStream stream)
    {
        if (memory.CmaMix is { } known)
        {
            return known.TargetShare;
        }

        double likeAll = memory.Mix.TargetShare;
        bool mixed = stream.NextUniform() < 0.5;
        bool needs = stream.NextUniform() < likeAll;
        return mixed ? likeAll
            : needs ? 1
            : 0;
    }
}
