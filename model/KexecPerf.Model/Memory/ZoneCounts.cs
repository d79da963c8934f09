using KexecPerf.Model.Collections;

namespace KexecPerf.Model.Memory;

/// <summary>Free memory of one zone as <c>/proc/buddyinfo</c> and <c>/proc/zoneinfo</c> give it: counts, no positions.</summary>
/// <param name="Name">The kernel's name: DMA, DMA32, Normal.</param>
/// <param name="ManagedPages">Pages the page allocator manages.</param>
/// <param name="LowWatermark">Free pages below which an ordinary allocation goes to the next zone.</param>
/// <param name="Unmovable">By order: free blocks of 2^order pages of unmovable memory, handed out first, the smallest before others.</param>
/// <param name="Others">By order: the other free blocks outside CMA pageblocks, taken over whole, the largest first.</param>
public sealed record ZoneCounts(
    string Name,
    long ManagedPages,
    long LowWatermark,
    IReadOnlyList<long> Unmovable,
    IReadOnlyList<long> Others
)
{
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
}
