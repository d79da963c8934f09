using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Loading;

/// <summary>
/// How many pages outside the area a load can still get, and from what: free ones down to the
/// zones' low watermarks, then to min, then by direct reclaim clean page cache, then process memory
/// that goes to swap. One load's buffers, migration targets and source pages all come from here, in
/// this order.
/// </summary>
internal sealed class FreePool
{
    private long _clean;
    private long _swappable;

    public FreePool(PhysicalMemory memory)
    {
        Normal = memory.FreeInNormal;
        Low = memory.FreeInLow;
        BelowLow = memory.BelowLow;
        _clean = memory.Clean;
        _swappable = memory.Swappable;
    }

    private FreePool(long free) => Normal = free;

    /// <summary>So many free pages and nothing to reclaim.</summary>
    public static FreePool Of(long free) => new(free);

    /// <summary>Free pages of the Normal zone above its low watermark.</summary>
    public long Normal { get; set; }

    /// <summary>The same of the zone below 4 GiB.</summary>
    public long Low { get; set; }

    /// <summary>Free pages of both between low and min.</summary>
    public long BelowLow { get; private set; }

    /// <summary>All free pages.</summary>
    public long Free => Normal + Low + BelowLow;

    /// <summary>What can be had at all.</summary>
    public long All => Free + _clean + _swappable;

    /// <summary>What had to be reclaimed so far.</summary>
    public Reclaim Reclaimed { get; private set; }

    /// <summary>Takes pages, or as many as there are; returns how many.</summary>
    public long Take(long pages)
    {
        long left = pages;
        Normal -= Some(Normal, ref left);
        Low -= Some(Low, ref left);
        BelowLow -= Some(BelowLow, ref left);
        return pages - left + Reclaim(left);
    }

    /// <summary>Takes pages that are not free, or as many as reclaim makes.</summary>
    public long Reclaim(long pages)
    {
        long left = pages;
        long clean = Some(_clean, ref left);
        long swapped = Some(_swappable, ref left);
        _clean -= clean;
        _swappable -= swapped;
        Reclaimed = new(Reclaimed.Clean + clean, Reclaimed.Swapped + swapped);
        return clean + swapped;
    }

    private static long Some(long there, ref long wanted)
    {
        long taken = Math.Min(there, wanted);
        wanted -= taken;
        return taken;
    }
}
