using KexecPerf.Model.Collections;

namespace KexecPerf.Model.Memory;

/// <summary>Free memory of one zone as <c>/proc/buddyinfo</c> and <c>/proc/zoneinfo</c> give it: counts, no positions.</summary>
/// <param name="Name">The kernel's name: DMA, DMA32, Normal.</param>
/// <param name="ManagedPages">Pages the page allocator manages.</param>
/// <param name="LowWatermark">Free pages below which an ordinary allocation goes to the next zone.</param>
/// <param name="MinWatermark">Free pages below which only reclaim and the OOM killer help.</param>
/// <param name="Unmovable">By order: free blocks of 2^order pages of unmovable memory, handed out first, the smallest before others.</param>
/// <param name="Others">By order: the other free blocks outside CMA pageblocks, taken over whole, the largest first.</param>
public sealed record ZoneCounts(
    string Name,
    long ManagedPages,
    long LowWatermark,
    long MinWatermark,
    IReadOnlyList<long> Unmovable,
    IReadOnlyList<long> Others
)
{
    /// <summary>MAX_PAGE_ORDER.</summary>
    private const int LargestOrder = 10;

    /// <inheritdoc cref="ZoneCounts"/>
    public IReadOnlyList<long> Unmovable
    {
        get;
        init => field = ValueList.Of(value);
    } = ValueList.Of(Unmovable);

    /// <inheritdoc cref="ZoneCounts"/>
    public IReadOnlyList<long> Others
    {
        get;
        init => field = ValueList.Of(value);
    } = ValueList.Of(Others);

    /// <summary>Order and count of every kind of block, as an allocation of unmovable pages takes them.</summary>
    internal List<(int Order, long Count)> HandOutOrder() =>
        [
            .. Unmovable.Select((count, order) => (order, count)),
            .. Others.Select((count, order) => (order, count)).Reverse(),
        ];

    /// <summary>
    /// A zone that is all of memory, with so many free pages and watermarks as the kernel sets
    /// them.
    /// </summary>
    public static ZoneCounts Of(string name, long pages, long free) =>
        new ZoneCounts(
            name,
            pages,
            Watermarks.Low(pages, pages),
            Watermarks.Min(pages, pages),
            [],
            []
        ).WithFree(free);

    /// <summary>
    /// What a part of the zone has of all of it, each count by its share; the parts of a zone add
    /// up to it.
    /// </summary>
    internal ZoneCounts Part(long start, long pages, long of)
    {
        return pages == of
            ? this
            : new(
                Name,
                Share(ManagedPages),
                Share(LowWatermark),
                Share(MinWatermark),
                [.. Unmovable.Select(Share)],
                [.. Others.Select(Share)]
            );

        long Share(long count) =>
            (long)((Int128)count * (start + pages) / of - (Int128)count * start / of);
    }

    /// <summary>
    /// The same zone with so many more free pages, in blocks as large as there are.
    /// </summary>
    internal ZoneCounts WithFree(long pages)
    {
        long[] others = new long[Math.Max(Others.Count, LargestOrder + 1)];
        for (int order = others.Length - 1; order >= 0; order--)
        {
            long more = order <= LargestOrder ? pages >> order : 0;
            others[order] = (order < Others.Count ? Others[order] : 0) + more;
            pages -= more << order;
        }

        return this with
        {
            Others = others,
        };
    }
}
