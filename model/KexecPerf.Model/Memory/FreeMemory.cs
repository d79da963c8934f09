using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Memory;

/// <summary>
/// Lays out free memory zone by zone. As after boot a zone is handed out from low addresses to high (<c>memblock_free_all</c> frees in that order to
/// the tails of the lists), so use and pressure took its lower part; the fragmented share of what is free lies in runs spread over the
/// used part, in any order, and is handed out first, since the allocator takes the smallest block that fits.
/// </summary>
internal sealed class FreeMemory(
    MemoryState memory,
    MemoryLayout layout,
    MachineDraw draw,
    long wanted
)
{
    /// <summary>Mean length in pages of runs between used pages on a host that is hardly fragmented.</summary>
    private const double LongRun = 600;

    /// <summary>Runs that boot left have fewer pages, and each lies in a stretch of twice as many.</summary>
    private const long FragmentLimit = 64;
    private const long FragmentStretch = 2 * FragmentLimit;

    /// <summary>Pages laid out in scattered runs, over all zones.</summary>
    private long _scattered;

    public FreeRuns Runs { get; } = [];

    public long InNormal { get; set; }

    public long InLow { get; set; }

    /// <summary>
    /// Pages between the low and the min watermarks, which allocations get before they reclaim.
    /// </summary>
    public long BelowLow { get; private set; }

    /// <summary>
    /// What a host need not have backed: free memory in long runs, and what boot left. Scattered
    /// runs were in use before and are too short to be reported as free (fewer pages than a
    /// pageblock, mm/page_reporting.c).
    /// </summary>
    public List<PageRange> Unbacked { get; } = [];

    /// <summary>The same of counted blocks that are as large as a pageblock.</summary>
    public List<PageRange> UnbackedBlocks { get; } = [];

    public long Clean { get; private set; }

    public long Swappable { get; private set; }

    /// <summary>
    /// Adds the runs of a node's part of a zone; returns how many of their pages are above its low
    /// watermark.
    /// </summary>
    public long AddZone(PageRange whole, PageRange zone, PageRange area, long boot)
    {
        string name = layout.ZoneOf(zone.Start);
        long allPages = layout.Low.Pages + layout.Normal.Pages;
        List<PageRange> blocks = Without(zone, area);
        CutEnd(blocks, boot);
        long managed = blocks.Sum(b => b.Pages);
        ZoneCounts? counts = memory
            .Zones?.FirstOrDefault(z => z.Name == name)
            ?.Part(zone.Start - whole.Start, zone.Pages, whole.Pages);
        int node = layout.NodeOf(zone.Start);
        name = node == 0 ? name : FormattableString.Invariant($"{name}.{node}");
        if (counts is not null)
        {
            return AddCounted(name, counts, blocks, managed, area.Overlaps(zone) ? area : default);
        }

        long low = Watermarks.Low(zone.Pages, allPages, memory.PageSize);
        long used = (long)(managed * memory.Pressure);
        long min = Watermarks.Min(zone.Pages, allPages, memory.PageSize);
        Count(used, managed - used, low, min);
        long free = Math.Max(0, managed - used - low);
        long scattered = (long)(free * memory.Fragmentation);
        if (memory.Fragmentation > 0)
        {
            double length = PortableMath.Pow(LongRun, 1 - memory.Fragmentation);
            Scatter(name, blocks, managed - (free - scattered) - low, scattered, length);
        }
        else if (free > 0)
        {
            AddBootFragments(blocks, used);
        }

        AddUnbacked(blocks, managed - used - scattered);
        AddTail(blocks, free - scattered, low);
        return free;
    }

    /// <summary>
    /// What reclaim finds in a zone's used pages, and what is free below its low watermark.
    /// </summary>
    private void Count(long used, long free, long low, long min)
    {
        Clean += (long)(used * memory.Mix.Clean);
        Swappable += (long)(used * (memory.Mix.Swappable + memory.Mix.Dirty));
        BelowLow += Math.Max(0, Math.Min(free, low) - min);
    }

    /// <summary>
    /// The blocks' last pages but for those kept back, in ascending order: what is left when the rest was handed out before.
    /// </summary>
    private void AddTail(List<PageRange> blocks, long pages, long keptBack)
    {
        long skip = Math.Max(0, blocks.Sum(b => b.Pages) - pages - keptBack);
        foreach (PageRange block in blocks)
        {
            long skipped = Math.Clamp(skip, 0, block.Pages);
            skip -= skipped;
            long taken = Math.Min(block.Pages - skipped, pages);
            if (taken > 0)
            {
                Runs.Add(new PageRange(block.Start + skipped, taken));
                pages -= taken;
            }
        }
    }

    /// <summary>The blocks' last pages: all that is free, whether handed out or kept back.</summary>
    private void AddUnbacked(List<PageRange> blocks, long pages)
    {
        for (int i = blocks.Count - 1; i >= 0 && pages > 0; i--)
        {
            long here = Math.Min(pages, blocks[i].Pages);
            Unbacked.Add(new PageRange(blocks[i].End - here, here));
            pages -= here;
        }
    }

    /// <summary>A few short runs in the used part or, on an empty zone, at its start.</summary>
    private void AddBootFragments(List<PageRange> blocks, long used)
    {
        long count = draw.Count(LoadParameters.MemoryBootFragments);
        RandomStream lengths = draw.Stream("memory.fragments");
        if (blocks.Count == 0 || blocks[0].Pages <= count * FragmentStretch || Runs.Places > 0)
        {
            return;
        }

        // Each in a stretch of its own at the zone's start, which the tail then leaves out.
        for (long i = count - 1; i >= 0; i--)
        {
            long pages = 1 + (long)(lengths.NextUniform() * (FragmentLimit - 1));
            var run = new PageRange(blocks[0].Start + i * FragmentStretch, pages);
            Runs.Add(run);
            Unbacked.Add(run);
        }

        long behind = count * FragmentStretch;
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

        long run = Math.Min(Math.Max(1, (long)(length + 0.5)), Math.Min(pages, span));
        long strata = Math.Min(pages, span) / run;
        long most = Math.Min(strata, Math.Max(0, 2 * wanted - _scattered) / run + 64);
        _scattered += most * run;
        Runs.Add(
            new ScatteredRuns(
                blocks,
                span,
                strata,
                run,
                most,
                new StrataOrder(strata, draw.Stream("memory.order." + name)),
                draw.Stream("memory.scatter." + name)
            )
        );
    }

    /// <summary>
    /// A host's counts: the blocks of each kind and order, handed out in the order the allocator
    /// takes them.
    /// </summary>
    private long AddCounted(
        string name,
        ZoneCounts counts,
        List<PageRange> blocks,
        long managed,
        PageRange area
    )
    {
        List<(int Order, long Count)> counted = counts.HandOutOrder();
        long free = counted.Sum(k => k.Count << k.Order);
        long elsewhere = Math.Max(0, counts.ManagedPages - free - area.Pages);
        Count(elsewhere, free, counts.LowWatermark, counts.MinWatermark);
        // Less than all where the layout is not the host's and this zone has fewer pages.
        double fits = free > managed ? managed / (double)free : 1;
        RandomStream jitter = draw.Stream("memory.scatter." + name);
        counted =
        [
            .. counted
                .Select(k => k with { Count = (long)(k.Count * fits) })
                .Where(k => k.Count > 0),
        ];
        free = counted.Sum(k => k.Count << k.Order);
        long used = managed - free;
        CountedRuns.Kind[] kinds =
        [
            .. counted.Select(
                (k, i) => new CountedRuns.Kind(k.Order, k.Count, used, jitter.Substream(i))
            ),
        ];
        bool mayBeUnbacked = wanted > 0 && memory.Backing != HostBacking.All;
        for (int kind = 0; kind < kinds.Length; kind++)
        {
            CountedRuns Of(long pages) => new(blocks, kinds, kind, used, pages);
            Runs.Add(Of(2 * wanted));
            if (mayBeUnbacked && 1L << kinds[kind].Order >= memory.PageSize.BlockPages)
            {
                CountedRuns all = Of(free);
                UnbackedBlocks.AddRange(
                    Enumerable.Range(0, (int)all.Places).Select(place => all[place])
                );
            }
        }

        return Math.Max(0, free - counts.LowWatermark);
    }

    /// <summary>Takes pages off the end: boot's, which lie at the top of what the area left.</summary>
    private static void CutEnd(List<PageRange> blocks, long pages)
    {
        while (pages > 0 && blocks.Count > 0)
        {
            PageRange last = blocks[^1];
            blocks.RemoveAt(blocks.Count - 1);
            if (last.Pages > pages)
            {
                blocks.Add(last with { Pages = last.Pages - pages });
            }

            pages -= last.Pages;
        }
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
