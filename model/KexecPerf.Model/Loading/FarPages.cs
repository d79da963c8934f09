using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Loading;

/// <summary>Which page frames are on another node than CPU 0, which reboots.</summary>
/// <param name="layout">Where the nodes are.</param>
internal readonly struct FarPages(MemoryLayout layout)
{
    private readonly long _start = layout.FarStart;

    /// <summary>Reclaim finds its pages on the loader's node.</summary>
    private readonly bool _reclaimed = layout.Numa.Interleaved || layout.Numa.Loader > 0;

    /// <summary>All page frames that are as near as one is.</summary>
    public PageRange LikeIt(long page) =>
        page < _start ? new(0, _start) : new(_start, long.MaxValue - _start);

    /// <summary>
    /// How many of consecutive page frames are near; the others come behind them.
    /// </summary>
    public long Before(long page, long pages) =>
        page >= FreePages.Elsewhere
            ? (_reclaimed ? 0 : pages)
            : Math.Clamp(_start - HoleSearch.Frame(page), 0, pages);
}
