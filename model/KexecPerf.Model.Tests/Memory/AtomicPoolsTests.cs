using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Memory;

/// <summary>What the atomic DMA pools take of an area.</summary>
public static class AtomicPoolsTests
{
    /// <summary>
    /// Boots of an unmodified 7.3.4: 64 pages at 1.5 GiB with the area below 4 GiB, where no zone
    /// is above; 1,024 at 17 GiB with the area above. The others by the rule: 128 KiB a GiB, a
    /// power of two, one pool for each zone the area serves.
    /// </summary>
    [Theory]
    [InlineData(1_536, 256, Architecture.X86_64, 64)]
    [InlineData(17 * 1_024, 128, Architecture.X86_64, 1_024)]
    [InlineData(16 * 1_024, 128, Architecture.X86_64, 512)]
    [InlineData(256, 64, Architecture.X86_64, 32)]
    [InlineData(4 * 1_024, 2_048, Architecture.X86_64, 2 * 128)]
    [InlineData(4 * 1_024, 512, Architecture.X86_64, 128)]
    [InlineData(768 * 1_024, 512, Architecture.X86_64, 1_024)]
    [InlineData(8 * 1_024, 64, Architecture.Arm64, 2 * 256)]
    [InlineData(2 * 1_024, 64, Architecture.Arm64, 64)]
    public static void Pools_come_out_of_the_area(
        long ramMiB,
        long areaMiB,
        Architecture architecture,
        long pages
    )
    {
        var memory = new MemoryState
        {
            Ram = ByteSize.FromMiB(ramMiB),
            CmaArea = ByteSize.FromMiB(areaMiB),
        };
        CmaArea area = PhysicalMemory.Draw(memory, architecture, 0, Bench.Draw(architecture)).Area!;
        Assert.Equal([new PageRange(0, pages)], area.Taken);
    }

    /// <summary>
    /// coherent_pool= and kernels without pools; what drivers hold lies behind them.
    /// </summary>
    [Fact]
    public static void A_size_that_is_said_goes_before_the_rule()
    {
        var memory = new MemoryState
        {
            Ram = ByteSize.FromGiB(17),
            CmaArea = ByteSize.FromMiB(64),
            AtomicPool = ByteSize.FromMiB(1),
            CmaHeld = 9,
        };
        Assert.Equal([new PageRange(0, 265)], Taken(memory));
        Assert.Equal([], Taken(memory with { AtomicPool = ByteSize.Zero, CmaHeld = 0 }));

        // A host's bitmap has pools and drivers in it, and may be longer than the area.
        PageRange[] bitmap = [new(3, 40), new(5_000, 1), new(16_380, 100)];
        Assert.Equal(
            [new(3, 40), new(5_000, 1), new PageRange(16_380, 4)],
            Taken(memory with { CmaHeldAt = bitmap })
        );

        static IEnumerable<PageRange> Taken(MemoryState memory) =>
            PhysicalMemory
                .Draw(memory, Architecture.X86_64, 0, Bench.Draw(Architecture.X86_64))
                .Area!.Taken;
    }
}
