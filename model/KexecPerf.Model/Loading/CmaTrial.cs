using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Loading;

/// <summary>One <c>cma_alloc()</c> on its own, not part of a load: what it finds and what it takes.</summary>
/// <param name="Request">What became of it.</param>
/// <param name="Duration">Time, zeroing with init_on_alloc not included.</param>
public sealed record CmaTrial(CmaRequest Request, SimTime Duration)
{
    /// <summary>Asks for pages of the default area in drawn memory; null where the machine has no area.</summary>
    /// <param name="scenario">Machine and memory.</param>
    /// <param name="pages">Pages asked for.</param>
    /// <param name="order">log2 of the alignment asked for.</param>
    /// <param name="room">Pages outside the area that a migration can get; null: as drawn.</param>
    /// <param name="draw">This replication.</param>
    public static CmaTrial? Run(
        Scenario scenario,
        long pages,
        int order,
        long? room,
        MachineDraw draw
    )
    {
        PhysicalMemory memory = PhysicalMemory.Draw(
            scenario.Memory,
            scenario.Machine.Architecture,
            0,
            draw
        );
        if (memory.Area is null)
        {
            return null;
        }

        FreePool pool = room is { } counted ? FreePool.Of(counted) : new FreePool(memory);
        CmaRequest request = CmaRequest.Allocate(memory.Area, pages, order, pool);
        return new CmaTrial(
            request,
            new LoadCosts(scenario, draw).Single(request, pages, pool.Reclaimed)
        );
    }
}
