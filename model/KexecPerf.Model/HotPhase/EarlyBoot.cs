using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// From <c>start_kernel</c> until the drivers have reset their devices, and what the next kernel's
/// CMA areas add to it, page by page: reserved memory's struct pages are initialised before the
/// others (<c>memmap_init_reserved_pages</c>, instead of deferred and in parallel), and each is
/// reset once more when the area's pageblocks are handed to the allocator
/// (<c>cma_activate_area</c>, <c>init_cma_reserved_pageblock</c>, mm/cma.c and mm/mm_init.c of
/// 7.3). The next kernel is taken to be booted with the same areas.
/// </summary>
internal static class EarlyBoot
{
    public static IEnumerable<Event> Run(HotPhaseRun run)
    {
        Scenario s = run.Scenario;
        long pages = s.Memory.AreaPages * s.Areas;
        yield return run.Sim.Delay(
            run.Picoseconds(MachineParameters.EarlyBoot)
                + pages * run.Picoseconds(LoadParameters.CmaBootPage)
        );
    }
}
