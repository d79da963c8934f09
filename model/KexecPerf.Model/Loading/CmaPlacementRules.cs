using KexecPerf.Model.Images;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Loading;

/// <summary>
/// Which segments the kernel tries to put into CMA, in the order of <c>kexec_locate_mem_hole()</c>, and where they land in an
/// area that nobody else uses. Whether an attempt in a used area succeeds is for the memory state to say.
/// </summary>
public static class CmaPlacementRules
{
    /// <summary>Whether the kernel tries CMA at all.</summary>
    internal static bool Tries(Scenario scenario) => Forbids(scenario) is null;

    /// <summary>Decides by kernel version, system call, KHO, and size of the area.</summary>
    public static PlacementDecision Decide(Scenario scenario)
    {
        IReadOnlyList<Segment> segments = scenario.Image.Segments;
        string? forbidden = Forbids(scenario);
        if (forbidden is not null)
        {
            return new PlacementDecision(forbidden, [.. segments.Select(_ => false)]);
        }

        long[] start = FirstFit(scenario);
        bool[] fits = [.. start.Select(s => s >= 0)];
        string rule = fits.Contains(false)
            ? $"the CMA area of {scenario.Memory.CmaArea}{Known(scenario.Memory)} cannot hold "
                + string.Join(" and ", segments.Where((_, i) => !fits[i]).Select(s => s.Name))
            : "every segment may go to CMA";
        return new PlacementDecision(rule, fits);
    }

    /// <summary>The first page of each segment in the area, first fit in load order; -1 where it does not fit.</summary>
    internal static long[] FirstFit(Scenario scenario)
    {
        long area = scenario.Memory.AreaPages;
        long areaStart = Start(scenario);
        List<(long Start, long End)> taken =
        [
            .. scenario.Memory.HeldRanges(Pools(scenario)).Select(r => (r.Start, r.End)),
        ];
        return
        [
            .. scenario.Image.Segments.Select(s =>
                Fit(s, area, areaStart, AlignOrder(scenario, s), taken)
            ),
        ];
    }

    /// <summary>Pages of the area that atomic DMA pools and drivers hold.</summary>
    public static long EarlierUsers(Scenario scenario) =>
        scenario.Memory.CmaHeldAt is { } known
            ? known.Sum(r => r.Pages)
            : scenario.Memory.CmaHeld + Pools(scenario);

    /// <summary>What is held, where a host says so.</summary>
    private static string Known(MemoryState memory) =>
        memory.CmaHeldAt is [_, ..] held
            ? $", {memory.PageSize.Of(new PageCount(held.Sum(r => r.Pages)))} of it held,"
            : "";

    private static long Pools(Scenario s) =>
        AtomicPools.PagesIn(s.Memory, s.Memory.LayoutOn(s.Image.Architecture), Start(s));

    private static long Start(Scenario s) =>
        s
            .Memory.LayoutOn(s.Image.Architecture)
            .AreaStart(s.Memory.AreaPages, s.Memory.AreaBelow4G >= 1);

    /// <summary>
    /// log2 of the alignment that <c>dma_alloc_from_contiguous</c> gives: what was asked for, at
    /// most CONFIG_CMA_ALIGNMENT,
    /// which the overlay raises to 9.
    /// </summary>
    internal static int AlignOrder(Scenario scenario, Segment segment) =>
        Math.Min(
            segment.AlignOrder,
            scenario.Kernel.AlignOrder9 ? Math.Max(9, scenario.CmaAlignment) : scenario.CmaAlignment
        );

    private static long Fit(
        Segment segment,
        long area,
        long areaStart,
        int order,
        List<(long Start, long End)> taken
    )
    {
        long step = 1L << order;
        long pages = segment.PlacePages;
        long start = Aligned(0);
        while (start + pages <= area)
        {
            int blocker = taken.FindIndex(t => start < t.End && t.Start < start + pages);
            if (blocker < 0)
            {
                break;
            }

            start = Aligned(taken[blocker].End);
        }

        // kimage_is_destination_range() counts the end as inside: a range that ends where a placed one starts is given back.
        bool touches = taken.Exists(t => t.Start == start + pages);
        if (start + pages > area || touches)
        {
            return -1;
        }

        taken.Add((start, start + pages));
        return start;

        long Aligned(long page) => (areaStart + page + step - 1) / step * step - areaStart;
    }

    private static string? Forbids(Scenario s)
    {
        if (s.ClassicSyscall)
        {
            return "kexec_load(2), the classic system call, never uses CMA";
        }

        if (!s.Kernel.CmaPlacement)
        {
            return s.Kernel.Version.Has(6, 17)
                ? "CMA placement is switched off (KEXEC_FILE_NO_CMA)"
                : $"kernel {s.Kernel.Version} has no CMA placement, which came with 6.17";
        }

        if (s.Kho && !s.Kernel.CmaUnderKho)
        {
            return "with KHO on the kernel takes KHO scratch and never tries CMA";
        }

        long area = s.Memory.AreaPages;
        if (area == 0)
        {
            return "there is no CMA area (x86 default CONFIG_CMA_SIZE_MBYTES=0)";
        }

        return s.Memory.LayoutOn(s.Image.Architecture).AreaStart(area, below4G: false) < 0
            ? $"there is no CMA area: no zone of {s.Memory.Ram} RAM holds {s.Memory.CmaArea}, so boot went on without"
            : null;
    }
}
