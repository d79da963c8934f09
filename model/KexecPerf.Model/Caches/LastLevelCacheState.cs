using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Caches;

/// <summary>
/// What the core's share of the last-level cache holds, page by page. Every page touched moves a counter on by one; how much of a
/// page is still cached follows from how far the counter has moved since that page's own last touch (<see cref="HitLaw"/>). So a
/// load leaves its last pages cached, other work ages them, and a copy larger than the share pushes out its own sources.
/// </summary>
public sealed class LastLevelCacheState
{
    /// <summary>Long before anything: a page never touched, or flushed.</summary>
    private const long Never = long.MinValue / 4;

    private readonly long[] _lastTouch;
    private readonly long[] _thresholds;
    private readonly double _capacityPages;
    private long _touches;

    /// <summary>An empty cache for pages numbered from 0.</summary>
    public LastLevelCacheState(MachineDraw draw, long pages)
    {
        LastLevelCache cache = draw.Machine.Cache;
        _capacityPages =
            cache.Size.Bytes / PageCount.PageBytes * draw.Ratio(MachineParameters.CacheShare);
        _thresholds = HitLaw.Thresholds(cache.EffectiveWays, _capacityPages);
        _lastTouch = new long[pages];
        Flush();
    }

    /// <summary>Sixteenths of the page that are cached.</summary>
    public int Level(long page)
    {
        long age = _touches - _lastTouch[page];
        if (age >= _thresholds[HitLaw.Levels - 1])
        {
            return 0;
        }

        int step = 0;
        while (age >= _thresholds[step])
        {
            step++;
        }

        return HitLaw.Levels - step;
    }

    /// <summary>Reads or writes a page: it is all cached, and everything else is one touch older.</summary>
    public void Touch(long page)
    {
        _touches++;
        _lastTouch[page] = _touches;
    }

    /// <summary>Pages outside the image are touched.</summary>
    public void TouchOthers(long pages) => _touches += pages;

    /// <summary>A page leaves the cache (<c>dc civac</c>).</summary>
    public void Evict(long page) => _lastTouch[page] = Never;

    /// <summary>All pages leave the cache (<c>WBINVD</c>).</summary>
    public void Flush() => Array.Fill(_lastTouch, Never);

    /// <summary>Other work fills the cache at a rate for a time; more than 64 capacities make no difference.</summary>
    public void Age(ByteRate rate, SimTime time)
    {
        double pages =
            rate.BytesPerSecond / (double)PageCount.PageBytes * (time.Picoseconds / 1e12);
        double most = 64 * _capacityPages;
        TouchOthers((long)(pages < most ? pages : most));
    }
}
