using CsCheck;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Memory;

/// <summary>Free memory on several nodes: whose comes first, and that all of it is there.</summary>
public static class NodeMemoryTests
{
    private static readonly Gen<(NumaNodes Numa, MemoryState Memory, ulong Seed)> Any =
        from count in Gen.Int[1, 5]
        from loader in Gen.Int[0, count - 1]
        from pressure in Gen.OneOf(0.0, 0.4, 0.9)
        from fragmentation in Gen.OneOf(0.0, 0.5, 1.0)
        from area in Gen.OneOf(0, 256, 1_024)
        from seed in Gen.ULong
        let numa = new NumaNodes(count, Loader: loader)
        select (
            numa,
            new MemoryState
            {
                Ram = ByteSize.FromGiB(16),
                CmaArea = ByteSize.FromMiB(area),
                Pressure = pressure,
                Fragmentation = fragmentation,
                Numa = numa,
            },
            seed
        );

    /// <summary>The loader's, those behind it, those before it; each run on one node.</summary>
    [Fact]
    public static void Memory_is_handed_out_from_the_loaders_node_first() =>
        Any.Sample(
            (numa, memory, seed) =>
            {
                PhysicalMemory drawn = Draw(memory, seed);
                List<int> order = [.. numa.HandOutOrder];
                Assert.Equal(numa.Loader, order[0]);
                int[] nodes =
                [
                    .. drawn.FreeRuns.Select(r => order.IndexOf(drawn.Layout.NodeOf(r.Start))),
                ];
                Assert.Equal(nodes.Order(), nodes);
                Assert.All(
                    drawn.FreeRuns,
                    r => Assert.Equal(drawn.Layout.NodeOf(r.Start), drawn.Layout.NodeOf(r.End - 1))
                );
            },
            iter: Effort.Of(60, 600)
        );

    /// <summary>
    /// As much as on one node, but for what boot may take of nodes too small for it, and rounding.
    /// </summary>
    [Fact]
    public static void Nodes_have_together_what_one_has() =>
        Any.Sample(
            (numa, memory, seed) =>
            {
                PhysicalMemory several = Draw(memory, seed);
                PhysicalMemory one = Draw(memory with { Numa = NumaNodes.One }, seed);
                long free = one.FreeInNormal + one.FreeInLow;
                long most = 20_000 * numa.Count;
                Assert.InRange(several.FreeInNormal + several.FreeInLow - free, -most, most);
            },
            iter: Effort.Of(60, 600)
        );

    /// <summary>A host's counts are shared out by pages; the parts add up, block by block.</summary>
    [Fact]
    public static void The_parts_of_a_zone_add_up() =>
        Gen.Select(Gen.Long[0, 100_000].Array[11], Gen.Long[1, 1 << 20], Gen.Long[0, 1 << 20])
            .Sample(
                (blocks, pages, at) =>
                {
                    long cut = at % (pages + 1);
                    var whole = new ZoneCounts("Normal", pages, 77, 55, blocks, [3, 9]);
                    ZoneCounts first = whole.Part(0, cut, pages);
                    ZoneCounts second = whole.Part(cut, pages - cut, pages);
                    Assert.Equal(pages, first.ManagedPages + second.ManagedPages);
                    Assert.Equal(77, first.LowWatermark + second.LowWatermark);
                    Assert.Equal(blocks, first.Unmovable.Zip(second.Unmovable, (a, b) => a + b));
                    Assert.Equal([3, 9], first.Others.Zip(second.Others, (a, b) => a + b));
                }
            );

    /// <summary>One area a node, node 0 first, each at its node's top; the global one on the last.</summary>
    [Fact]
    public static void KHO_has_scratch_on_each_node()
    {
        const long GiB = 1 << 18;
        var layout = new MemoryLayout(
            ByteSize.FromGiB(8),
            Architecture.X86_64,
            numa: new NumaNodes(2)
        );
        var scratch = new KhoScratch(ByteSize.Zero, ByteSize.FromGiB(1), ByteSize.FromMiB(256));
        Assert.Equal(
            [
                new PageRange(8 * GiB, GiB),
                new PageRange(5 * GiB - GiB / 4, GiB / 4),
                new PageRange(8 * GiB - GiB / 4, GiB / 4),
            ],
            scratch.Areas(layout)
        );
    }

    private static PhysicalMemory Draw(MemoryState memory, ulong seed) =>
        PhysicalMemory.Draw(
            memory,
            Architecture.X86_64,
            50_000,
            MachineDraw.Of(Bench.X86, seed, 0)
        );
}
