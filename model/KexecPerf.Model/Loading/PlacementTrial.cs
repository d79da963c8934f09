using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Loading;

/// <summary>Where the segments go, without loading them.</summary>
/// <param name="AllInCma">Whether every segment got its range in the area.</param>
/// <param name="NextArea">Whether the next kernel has room for an area of the same size beside its image.</param>
/// <param name="CmaAllocation">What the requests take.</param>
public sealed record PlacementTrial(bool AllInCma, bool NextArea, SimTime CmaAllocation)
{
    /// <summary>Draws memory and places the segments.</summary>
    public static PlacementTrial Run(Scenario scenario, MachineDraw draw)
    {
        PhysicalMemory memory = PhysicalMemory.Draw(
            scenario.Memory,
            scenario.Image.Architecture,
            0,
            draw
        );
        var pool = new FreePool(memory);
        pool.Take(ImageFiles.BufferPages(scenario));
        Reclaim before = pool.Reclaimed;
        var placement = new SegmentPlacement(scenario, memory, pool);
        return new PlacementTrial(
            placement.Segments.All(s => !s.IsListed),
            memory.Layout.HasRoomBeside(
                placement.Segments.Select(s => s.Destination),
                scenario.Memory.AreaPages
            ),
            new LoadCosts(scenario, draw).CmaAllocation(
                placement.Requests,
                placement.Segments,
                pool.Reclaimed.Since(before)
            )
        );
    }
}
