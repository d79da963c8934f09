using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Memory;

/// <summary>
/// Lays out free memory zone by zone. As after boot a zone is handed out from low addresses to high (<c>memblock_free_all</c> frees in that order to
/// the tails of the lists), so use and pressure took its lower part; the fragmented share of what is free lies in runs spread over the
/// used part, in any order, and is handed out first, since the allocator takes the smallest block that fits.
/// </summary>
internal sealed class FreeMemory(MemoryState memory, MachineDraw draw, long wanted)
{
    /// <summary>Mean length in pages of runs between used pages on a host that is hardly fragmented.</summary>
    private const double LongRun = 600;

    private readonly List<PageRange> _runs = [];

    public IReadOnlyList<PageRange> Runs => _runs;

    public long Reclaimable { get; private set; }

    public long Room { get; private set; }

    public void AddZone(string name, PageRange zone, PageRange area, long boot, long allPages)
    {
        List<PageRange> blocks = Without(zone with { Pages = zone.Pages - boot }, area);
        long managed = blocks.Sum(b => b.Pages);
        ZoneCounts? counts = memory.Zones?.FirstOrDefault(z => z.Name == name);
        long low = counts?.LowWatermark ?? Watermarks.Low(zone.Pages, allPages);
        long high = counts?.LowWatermark ?? Watermarks.High(zone.Pages, allPages);
        if (counts is not null)
        {
            AddCounted(counts, blocks, managed);
            return;
        }

        long used = (long)(managed * memory.Pressure);
        Reclaimable += (long)(used * memory.Reclaimable);
        Room += Math.Max(0, managed - used - high);
        long free = Math.Max(0, managed - used - low);
        long scattered = (long)(free * memory.Fragmentation);
        if (memory.Fragmentation > 0)
        {
            double length = PortableMath.Pow(LongRun, 1 - memory.Fragmentation);
            Scatter(name, blocks, managed - (free - scattered), scattered, length);
        }
        else
        {
            AddBootFragments(blocks, used);
        }

        AddTail(blocks, free - scattered, low);
    }

    /// <summary>
    /// The blocks' last pages but for those kept back, in ascending order: what is left when the rest was handed out before.
    /// </summary>
    private void AddTail(List<PageRange> blocks, long pages, long keptBack)
    {
        long skip = blocks.Sum(b => b.Pages) - pages - keptBack;
        foreach (PageRange block in blocks)
        {
            long skipped = Math.Clamp(skip, 0, block.Pages);
            skip -= skipped;
            long taken = Math.Min(block.Pages - skipped, pages);
            if (taken > 0)
            {
                _runs.Add(new PageRange(block.Start + skipped, taken));
                pages -= taken;
            }
        }
    }

    /// <summary>A few short runs in the used part or, on an empty zone, at its start.</summary>
    private void AddBootFragments(List<PageRange> blocks, long used)
    {
        (long count, long longest) = PhysicalMemory.Fragments(draw);
        RandomStream lengths = draw.Stream("memory.fragments");
        if (blocks.Count == 0 || blocks[0].Pages <= 2 * count * longest || _runs.Count > 0)
        {
            return;
        }

        // Each in a stretch of its own at the zone's start, which the tail then leaves out.
        long stretch = longest * 2;
        for (long i = count - 1; i >= 0; i--)
        {
            long pages = 1 + (long)(lengths.NextUniform() * (longest - 1));
            _runs.Add(new PageRange(blocks[0].Start + i * stretch, pages));
        }

        long behind = count * stretch;
        if (used < behind)
        {
            blocks[0] = new PageRange(blocks[0].Start + behind, blocks[0].Pages - behind);
        }
    }

    /// <summary>Runs of about this length, one in each of equal strata of the first so many pages, strata in drawn order.</summary>
    private void Scatter(string name, List<PageRange> blocks, long span, long pages, double length)
    {
        if (pages <= 0 || span <= 0)
        {
            return;
        }

        long run = Math.Max(1, (long)(length + 0.5));
        long strata = Math.Max(1, Math.Min(pages / run, span / run));
        double width = span / (double)strata;
        long most = Math.Min(strata, 2 * wanted / run + 64);
        RandomStream offsets = draw.Stream("memory.scatter." + name);
        var order = new StrataOrder(strata, draw.Stream("memory.order." + name));
        for (long i = 0; i < most; i++)
        {
            long stratum = order.At(i);
            double slack = width - run;
            long offset = (long)(stratum * width + offsets.NextUniform() * Math.Max(0, slack));
            AddAt(blocks, offset, run);
        }
    }

    /// <summary>Adds a run at a distance from the blocks' start, cut where a block ends.</summary>
    private void AddAt(List<PageRange> blocks, long offset, long pages)
    {
        foreach (PageRange block in blocks)
        {
            if (offset < block.Pages)
            {
                _runs.Add(
                    new PageRange(block.Start + offset, Math.Min(pages, block.Pages - offset))
                );
                return;
            }

            offset -= block.Pages;
        }
    }

    /// <summary>A host's counts: unmovable blocks from the smallest, then the others from the largest, each somewhere in the zone.</summary>
    private void AddCounted(ZoneCounts counts, List<PageRange> blocks, long managed)
    {
        long free = Pages(counts.Unmovable) + Pages(counts.Others);
        long left = Math.Max(0, free - counts.LowWatermark);
        Room += left;
        Reclaimable += (long)(Math.Max(0, counts.ManagedPages - free) * memory.Reclaimable);
        var layout = new BlockLayout(managed, draw.Stream("memory.blocks." + counts.Name));
        var unmovable = new List<PageRange>();
        var others = new List<PageRange>();
        int most = Math.Max(counts.Unmovable.Count, counts.Others.Count) - 1;
        for (int order = most; order >= 0; order--)
        {
            Place(layout, order, counts.Others, others);
            Place(layout, order, counts.Unmovable, unmovable);
        }

        unmovable.Reverse();
        foreach (PageRange block in unmovable.Concat(others))
        {
            if (left > 0)
            {
                AddAt(blocks, block.Start, Math.Min(block.Pages, left));
                left -= block.Pages;
            }
        }
    }

    /// <summary>Blocks of one order, no more than anybody will ask for.</summary>
    private void Place(
        BlockLayout layout,
        int order,
        IReadOnlyList<long> counts,
        List<PageRange> to
    )
    {
        long count = order < counts.Count ? counts[order] : 0;
        long most = Math.Min(count, (2 * wanted + 4096 >> order) + 1);
        for (long i = 0; i < most && layout.Place(order) is >= 0 and var page; i++)
        {
            to.Add(new PageRange(page, 1L << order));
        }
    }

    private static long Pages(IReadOnlyList<long> blocks)
    {
        long pages = 0;
        for (int order = 0; order < blocks.Count; order++)
        {
            pages += blocks[order] << order;
        }

        return pages;
    }

    private static List<PageRange> Without(PageRange zone, PageRange hole)
    {
        if (hole.Pages == 0 || !zone.Overlaps(hole))
        {
            return [zone];
        }

        var parts = new List<PageRange>();
        if (hole.Start > zone.Start)
        {
            parts.Add(new PageRange(zone.Start, hole.Start - zone.Start));
        }

        if (hole.End < zone.End)
        {
            parts.Add(new PageRange(hole.End, zone.End - hole.End));
        }

        return parts;
    }
}
