using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Caches;

/// <summary>
/// How much of a page the core's share of the last-level cache holds, in sixteenths, by its age: the pages touched since its own last touch
/// (<see cref="HitLaw"/>). Both ways of walking an image, page by page and by extents, ask this one.
/// </summary>
public sealed class CacheLevels
{
    /// <summary>Last touch of a page that was never touched, or flushed: older than any.</summary>
    public const long Never = long.MinValue / 4;

    private readonly PageSize _page;
    private readonly long[] _thresholds;

    /// <summary>The cache of a drawn machine, in pages of a size.</summary>
    public CacheLevels(MachineDraw draw, PageSize page = default)
    {
        _page = page;
        LastLevelCache cache = draw.Machine.Cache;
        CapacityPages = page.Whole(cache.Size) * draw.Ratio(MachineParameters.CacheShare);
        _thresholds = HitLaw.Thresholds(cache.EffectiveWays, CapacityPages);
    }

    /// <summary>The core's share, in pages.</summary>
    public double CapacityPages { get; }

    /// <summary>Sixteenths cached at an age.</summary>
    public int At(long age)
    {
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

    /// <summary>
    /// How many of <paramref name="count"/> pages, whose ages start at <paramref name="age"/> and grow by <paramref name="slope"/> from one to the next,
    /// have the <paramref name="level"/> of the first.
    /// </summary>
    public long SameLevel(int level, long age, long slope, long count)
    {
        int step = HitLaw.Levels - level;
        long last = age + slope * (count - 1);
        if (step < HitLaw.Levels && last >= _thresholds[step])
        {
            return (_thresholds[step] - age + slope - 1) / slope;
        }

        if (step > 0 && last < _thresholds[step - 1])
        {
            return (age - _thresholds[step - 1]) / -slope + 1;
        }

        return count;
    }

    /// <summary>Pages that other work touches at a rate in a time; more than 64 capacities make no difference.</summary>
    public long TouchesOf(ByteRate rate, SimTime time)
    {
        double pages = rate.BytesPerSecond / (double)_page.Bytes * (time.Picoseconds / 1e12);
        double most = 64 * CapacityPages;
        return (long)(pages < most ? pages : most);
    }
}
