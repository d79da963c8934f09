using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts.Proc;

/// <summary>
/// Zones by the model's names, those of all nodes together: on x86 DMA belongs to DMA32, on arm64
/// DMA32 to DMA. Movable and Device give nothing to a load. Without migrate types a zone's free CMA
/// pages are taken off its largest blocks.
/// </summary>
internal static class ZoneMerge
{
    private const string Highest = "Normal";

    /// <summary>Zones with memory that a load can get some of.</summary>
    public static IEnumerable<ZoneKey> Usable(Zoneinfo info) =>
        info.Zones.Where(z => IsUsable(z.Key.Zone) && z.Value.Managed > 0).Select(z => z.Key);

    /// <summary>Their counts, the low zone first.</summary>
    public static List<ZoneCounts> Of(Zoneinfo info, FreeBlocks blocks, Architecture architecture)
    {
        string low = new MemoryLayout(ByteSize.Zero, architecture).LowName;
        return
        [
            .. info
                .Zones.Keys.Where(k => IsUsable(k.Zone))
                .GroupBy(k => k.Zone == Highest ? Highest : low)
                .OrderBy(g => g.Key == Highest)
                .Select(g => Counts(g.Key, [.. g], info, blocks)),
        ];
    }

    private static bool IsUsable(string zone) => zone is "DMA" or "DMA32" or Highest;

    private static ZoneCounts Counts(
        string name,
        IReadOnlyList<ZoneKey> keys,
        Zoneinfo info,
        FreeBlocks blocks
    )
    {
        long[] unmovable = new long[blocks.Orders];
        long[] other = new long[blocks.Orders];
        foreach (ZoneKey key in keys)
        {
            if (blocks.Zones.GetValueOrDefault(key) is not { } zone)
            {
                continue;
            }

            long cma = zone.KnowsTypes ? 0 : info.Zones[key].FreeCma;
            for (int order = blocks.Orders - 1; order >= 0; order--)
            {
                long taken = Math.Min(zone.Other[order], (cma + (1L << order) - 1) >> order);
                cma = Math.Max(0, cma - (taken << order));
                other[order] += zone.Other[order] - taken;
                unmovable[order] += zone.Unmovable[order];
            }
        }

        IEnumerable<Zoneinfo.Zone> zones = keys.Select(k => info.Zones[k]);
        return new ZoneCounts(
            name,
            zones.Sum(z => z.Managed),
            zones.Sum(z => z.Low),
            zones.Sum(z => z.Min),
            unmovable,
            other
        );
    }
}
