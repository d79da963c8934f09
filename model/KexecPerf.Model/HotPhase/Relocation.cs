using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// <c>relocate_kernel</c> (x86) and <c>arm64_relocate_new_kernel</c>: a WBINVD where caches are incoherent (x86 from 6.18), the cost of the call,
/// then the sum over the page list's source entries of their class's cost (<see cref="EntryCosts"/>). Entries that are their own
/// destination are copied onto themselves. An empty list costs the call alone.
/// </summary>
internal static class Relocation
{
    public static IEnumerable<Event> Run(HotPhaseRun run)
    {
        bool flushes =
            run.Scenario.Machine.Cache.Incoherent && run.Scenario.Kernel.WbinvdBeforeRelocation;
        bool isCold = run.Scenario.SourceCache switch
        {
            SourceCache.Cold => true,
            SourceCache.Simulated or SourceCache.Warm => false,
        };
        if (flushes || isCold)
        {
            run.Walk.Flush();
        }

        if (flushes)
        {
            yield return run.Sim.Delay(run.Picoseconds(MachineParameters.CacheWbinvd));
        }

        yield return run.Sim.Delay(run.Picoseconds(MachineParameters.RelocationCall));
        run.StartCopy();
        foreach (Event step in run.Walk.Copy())
        {
            yield return step;
        }
    }
}
