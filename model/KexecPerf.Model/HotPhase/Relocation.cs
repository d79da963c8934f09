using KexecPerf.Model.Caches;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// The page list is copied, one event a page. x86 <c>relocate_kernel</c>: one <c>rep movsq</c> of 4 KiB a source entry; before 6.14
/// three, by way of the swap page (source to swap, destination to source, swap to destination). arm64 <c>arm64_relocate_new_kernel</c>:
/// <c>copy_page</c>, then <c>dc civac</c> for each 64-byte line of the destination and <c>dsb sy</c>; before 5.16 uncached. Entries that are their own
/// destination are copied onto themselves. An empty list costs the call alone.
/// </summary>
internal static class Relocation
{
    private const int LinesPerPage = (int)PageCount.PageBytes / 64;

    /// <summary>Page ends come after everything else of their instant, so that an observer sees a page copied only afterwards.</summary>
    private const int PageEnd = 1;

    public static IEnumerable<Event> Run(HotPhaseRun run)
    {
        PrepareCache(run);
        if (run.Scenario.Machine.Cache.Incoherent && run.Scenario.Kernel.WbinvdBeforeRelocation)
        {
            yield return run.Sim.Delay(run.Picoseconds(MachineParameters.Wbinvd));
        }

        yield return run.Sim.Delay(run.Picoseconds(MachineParameters.RelocationCall));
        foreach ((long source, long destination, bool sequential) in run.Pages.Entries())
        {
            if (source == destination && run.Scenario.Kernel.SkipOwnDestination)
            {
                continue;
            }

            yield return run.Sim.Delay(Copy(run, source, destination, sequential), PageEnd);
        }
    }

    private static void PrepareCache(HotPhaseRun run)
    {
        bool flushed =
            run.Scenario.Machine.Cache.Incoherent && run.Scenario.Kernel.WbinvdBeforeRelocation;
        if (flushed || run.Scenario.SourceCache == SourceCache.Cold)
        {
            run.Cache.Flush();
        }
    }

    /// <summary>Picoseconds of one entry, the cache moved on.</summary>
    private static long Copy(HotPhaseRun run, long source, long destination, bool sequential)
    {
        if (!run.Scenario.Kernel.RelocationMmu)
        {
            return run.Picoseconds(MachineParameters.CopyUncached, new PageCount(1).Size);
        }

        LastLevelCacheState cache = run.Cache;
        bool warm = run.Scenario.SourceCache == SourceCache.Warm;
        int from = warm ? HitLaw.Levels : cache.Level(source);
        int to = source == destination ? HitLaw.Levels : cache.Level(destination);
        cache.Touch(source);
        if (source != destination)
        {
            cache.Touch(destination);
        }

        CopyCosts costs = run.Costs;
        long cost = sequential ? costs.Sequential(from, to) : costs.Scattered(from, to);
        if (run.Scenario.Kernel.SwapCopies)
        {
            // The swap page stays cached; source and destination are each read or written once from where they are.
            long viaSwap = sequential
                ? costs.Sequential(from, HitLaw.Levels)
                : costs.Scattered(from, HitLaw.Levels);
            cost =
                viaSwap
                + costs.Sequential(to, HitLaw.Levels)
                + costs.Sequential(HitLaw.Levels, HitLaw.Levels);
        }

        if (run.Scenario.Image.Architecture == Architecture.Arm64)
        {
            cost +=
                LinesPerPage * run.Picoseconds(MachineParameters.CleanLine)
                + run.Picoseconds(MachineParameters.CleanBarrier);
            cache.Evict(destination);
        }

        return cost;
    }
}
