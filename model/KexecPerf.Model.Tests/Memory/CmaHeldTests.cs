using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Memory;

/// <summary>What is held of an area, by number and by place.</summary>
public static class CmaHeldTests
{
    private static readonly MemoryState Half = new()
    {
        Ram = ByteSize.FromGiB(2),
        CmaArea = ByteSize.FromMiB(64),
        AtomicPool = ByteSize.Zero,
        CmaOccupancy = 0.5,
        CmaPinned = 30,
    };

    /// <summary>
    /// A number lies together at the start; so pins and what is in use are drawn the same.
    /// </summary>
    [Fact]
    public static void A_number_is_a_range_at_the_start()
    {
        CmaArea number = Area(Half with { CmaHeld = 700 });
        CmaArea range = Area(Half with { CmaHeldAt = [new PageRange(0, 700)] });
        Assert.Equal(number.Taken, range.Taken);
        Assert.Equal((number.Free, number.Used), (range.Free, range.Used));
        Assert.Equal(Backed(number), Backed(range));

        static long[] Backed(CmaArea area) =>
            [
                area.BackedIn(new PageRange(0, 16_384)),
                area.BackedIn(new PageRange(600, 200)),
                area.BackedIn(new PageRange(699, 5_000)),
            ];
    }

    /// <summary>Nothing is in use where pages are held, and all held ones are backed.</summary>
    [Fact]
    public static void Nothing_else_is_in_a_range_that_is_held()
    {
        PageRange[] held = [new(100, 50), new(4_000, 4_096)];
        CmaArea area = Area(Half with { CmaHeldAt = held, CmaPinned = 0 });
        Assert.All(held, r => Assert.Equal(0, area.UsedIn(r)));
        Assert.All(held, r => Assert.Equal(r.Pages, area.BackedIn(r)));
        Assert.Equal(16_384 - 4_146 - area.Used, area.Free);
    }

    [Fact]
    public static void A_host_without_the_area_holds_none_of_it()
    {
        MemoryState memory = Half with { CmaHeldAt = [new PageRange(0, 9)] };
        Assert.Null(memory.WithoutArea(memory.LayoutOn(Architecture.X86_64)).CmaHeldAt);
    }

    private static CmaArea Area(MemoryState memory) =>
        PhysicalMemory.Draw(memory, Architecture.X86_64, 0, Bench.Draw(Architecture.X86_64)).Area!;
}
