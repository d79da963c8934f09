using CsCheck;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Tests.Engine;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>Pages of drawn memory, most of it in scattered or counted runs, and the same page by page.</summary>
public static class ScatteredLoadTests
{
    [Fact]
    public static void Behind_buffers_come_the_pages_that_come_page_by_page() =>
        Gen.Select(Gen.Double[0.5, 1.2], Gen.Double[0, 1.1], Gen.Long[0, 3_000], Gen.ULong)
            .Sample(
                (fragmentation, pressure, buffers, seed) =>
                {
                    // From 3 to 4.5 GiB there are one zone or two.
                    var state = new MemoryState
                    {
                        Ram = new PageCount((3L << 18) + (long)(seed % 400_000)).Size,
                        CmaArea = ByteSize.FromMiB(64),
                        Fragmentation = Math.Min(1, fragmentation),
                        Pressure = Math.Min(1, pressure),
                    };
                    Compare(state, buffers, seed);
                    Compare(state with { Zones = Counted(new SplitMix(seed)) }, buffers, seed);
                },
                iter: Effort.Of(60, 2_000)
            );

    private static void Compare(MemoryState state, long buffers, ulong seed)
    {
        var memory = PhysicalMemory.Draw(
            state,
            Architecture.X86_64,
            wanted: 6_000,
            MachineDraw.Of(Bench.Of(Architecture.X86_64), seed, 0)
        );
        var pool = new FreePool(memory);
        var free = new FreePages(memory, pool);
        var oracle = new FreePageOracle(memory);
        free.TakeBuffers(buffers);
        oracle.TakeBuffers(buffers);
        for (int i = 0; i < 3_000 && pool.All > 0; i++)
        {
            Assert.Equal(oracle.Next(), free.Current.Start);
            free.Take(1);
        }
    }

    /// <summary>Blocks of every order, none in the zone below 4 GiB every other time.</summary>
    private static ZoneCounts[] Counted(SplitMix random)
    {
        bool below = random.Next(2) == 0;
        return [Zone("Normal", 1L << 18, true), Zone("DMA32", 3L << 18, below)];

        ZoneCounts Zone(string name, long pages, bool any) =>
            new(name, pages, random.Next(500), 0, Blocks(any ? 40 : 0), Blocks(any ? 300 : 0));

        long[] Blocks(int most) =>
            [.. Enumerable.Range(0, 11).Select(order => random.Next(1 + (most >> (order / 2))))];
    }
}
