using KexecPerf.Model.Units;

namespace KexecPerf.Model.Caches;

/// <summary>
/// The last-level cache page by page: every page touched moves a counter on by one, and a page's age is how far the counter has
/// moved since its own last touch. So a load leaves its last pages cached, other work ages them, and a copy larger than
/// the share pushes out its own sources.
/// </summary>
public sealed class LastLevelCacheState
{
    private readonly CacheLevels _levels;
    private readonly long[] _lastTouch;
    private long _touches;

    /// <summary>An empty cache for pages numbered from 0.</summary>
    public LastLevelCacheState(CacheLevels levels, long pages)
    {
        _levels = levels;
        _lastTouch = new long[pages];
        Flush();
    }

    /// <summary>Sixteenths of the page that are cached.</summary>
    public int Level(long page) => _levels.At(_touches - _lastTouch[page]);

    /// <summary>Reads or writes a page: it is all cached, and everything else is one touch older.</summary>
    public void Touch(long page)
    {
        _touches++;
        _lastTouch[page] = _touches;
    }

    /// <summary>Pages outside the image are touched.</summary>
    public void TouchOthers(long pages) => _touches += pages;

    /// <summary>All pages leave the cache (<c>WBINVD</c>).</summary>
    public void Flush() => Array.Fill(_lastTouch, CacheLevels.Never);

    /// <summary>Other work fills the cache at a rate for a time.</summary>
    public void Age(ByteRate rate, SimTime time) => TouchOthers(_levels.TouchesOf(rate, time));
}
