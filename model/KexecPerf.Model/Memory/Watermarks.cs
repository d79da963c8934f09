using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Memory;

/// <summary>
/// Free pages that a zone keeps back (<c>init_per_zone_wmark_min</c>,
/// <c>__setup_per_zone_wmarks</c>): min_free_kbytes = 4 sqrt(lowmem in KiB), 128 KiB to 256 MiB,
/// shared out by size; low = min + max(min / 4, zone / 1000). khugepaged may raise min_free_kbytes
/// (<c>set_recommended_min_free_kbytes</c>, mm/khugepaged.c: 11 pageblocks a zone, at most 5 % of
/// RAM; so 66 MiB with 4 KiB pages, and with 64 KiB pages the 5 %), which is not modelled.
/// </summary>
internal static class Watermarks
{
    /// <summary>Below it ordinary allocations go to the next zone.</summary>
    public static long Low(long zonePages, long allPages, PageSize page = default)
    {
        long min = Min(zonePages, allPages, page);
        return min + Math.Max(min / 4, zonePages / 1000);
    }

    /// <summary>
    /// Below it ordinary allocations reclaim, and where that gives nothing the OOM killer runs or a
    /// migration fails.
    /// </summary>
    public static long Min(long zonePages, long allPages, PageSize page = default)
    {
        if (allPages == 0)
        {
            return 0;
        }

        long kilobytes = (long)(4 * PortableMath.Pow(allPages * 4.0 * page.Units, 0.5));
        long pages = Math.Clamp(kilobytes, 128, 262_144) / (4 * page.Units);
        return (long)(pages * (zonePages / (double)allPages));
    }
}
