using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Memory;

/// <summary>Where RAM lies, where an area goes, and whether the next kernel finds a place for one. Page frames: 4 GiB is 1,048,576.</summary>
public static class MemoryLayoutTests
{
    private const long FourGiB = 1 << 20;
    private const long GiB = 1 << 18;
    private const long MiB = 1 << 8;

    [Theory]
    [InlineData(Architecture.X86_64, 2, 0, 2, 0)]
    [InlineData(Architecture.X86_64, 3, 0, 3, 0)]
    [InlineData(Architecture.X86_64, 6, 0, 3, 3)]
    [InlineData(Architecture.Arm64, 2, 1, 2, 0)]
    [InlineData(Architecture.Arm64, 6, 1, 3, 3)]
    public static void RAM_lies_below_and_from_four_gibibytes(
        Architecture architecture,
        long ram,
        long start,
        long low,
        long normal
    )
    {
        var layout = new MemoryLayout(ByteSize.FromGiB(ram), architecture);
        Assert.Equal(new PageRange(start * GiB, low * GiB), layout.Low);
        Assert.Equal(new PageRange(FourGiB, normal * GiB), layout.Normal);
        Assert.Equal(normal > 0 ? layout.Normal : layout.Low, layout.HighestOf(0));
    }

    /// <summary>From 4 GiB upwards where it fits, else at the top of what is below, never in the first 16 MiB.</summary>
    [Theory]
    [InlineData(6, 2 * GiB, false, FourGiB)]
    [InlineData(6, 3 * GiB, false, FourGiB)]
    [InlineData(6, 2 * GiB, true, 1 * GiB)]
    [InlineData(6, 3 * GiB + 1, false, -1)]
    [InlineData(2, 1 * GiB, false, 1 * GiB)]
    [InlineData(2, 2 * GiB - 16 * MiB, false, 16 * MiB)]
    [InlineData(2, 2 * GiB - 16 * MiB + 1, false, -1)]
    [InlineData(2, 2 * GiB, false, -1)]
    [InlineData(2, 700, false, 2 * GiB - 1_024)] // at a pageblock
    public static void An_area_lies_in_one_zone(long ram, long pages, bool below, long start) =>
        Assert.Equal(
            start,
            new MemoryLayout(ByteSize.FromGiB(ram), Architecture.X86_64).AreaStart(pages, below)
        );

    /// <summary>8 GiB in two: 3 GiB and 1 GiB behind the hole, then 4 GiB.</summary>
    [Fact]
    public static void Nodes_are_equal_parts_in_the_order_of_addresses()
    {
        var layout = new MemoryLayout(
            ByteSize.FromGiB(8),
            Architecture.X86_64,
            numa: new NumaNodes(2)
        );
        Assert.Equal(new PageRange(0, 3 * GiB), layout.LowOf(0));
        Assert.Equal(new PageRange(FourGiB, GiB), layout.NormalOf(0));
        Assert.Equal(0, layout.LowOf(1).Pages);
        Assert.Equal(new PageRange(FourGiB + GiB, 4 * GiB), layout.NormalOf(1));
        Assert.Equal(FourGiB + GiB, layout.FarStart);
        Assert.Equal(0, layout.NodeOf(FourGiB + GiB - 1));
        Assert.Equal(1, layout.NodeOf(FourGiB + GiB));
    }

    /// <summary>
    /// Together they are all of RAM, whatever their number, each cut at a pageblock.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1024)]
    public static void Nodes_share_out_all_of_RAM(int nodes)
    {
        foreach (Architecture architecture in Enum.GetValues<Architecture>())
        {
            var layout = new MemoryLayout(
                ByteSize.FromGiB(5),
                architecture,
                numa: new NumaNodes(nodes)
            );
            (int Node, PageRange Part)[] shares =
            [
                .. Enumerable
                    .Range(0, nodes)
                    .SelectMany(n =>
                        ((int, PageRange)[])[(n, layout.LowOf(n)), (n, layout.NormalOf(n))]
                    )
                    .Where(s => s.Item2.Pages > 0),
            ];
            PageRange[] parts = [.. shares.Select(s => s.Part)];
            Assert.Equal(5 * GiB, parts.Sum(p => p.Pages));
            Assert.All(parts, p => Assert.Equal(0, p.Start % 512));
            Assert.Equal(parts.OrderBy(p => p.Start), parts);
            Assert.Equal(shares.Select(s => s.Node), parts.Select(p => layout.NodeOf(p.Start)));
            Assert.Equal(shares.Select(s => s.Node), parts.Select(p => layout.NodeOf(p.End - 1)));
        }
    }

    /// <summary>
    /// The first node from 4 GiB up that holds it (<c>cma_alloc_mem</c>); where cma= says, or
    /// nowhere: never across two nodes.
    /// </summary>
    [Theory]
    [InlineData(GiB, null, FourGiB)]
    [InlineData(GiB + 512, null, FourGiB + GiB)]
    [InlineData(GiB, 6L, 6 * GiB)]
    [InlineData(4 * GiB, null, FourGiB + GiB)]
    [InlineData(4 * GiB + 512, null, -1)]
    [InlineData(2 * GiB, 4L, -1)]
    [InlineData(2 * GiB, 1L, GiB)]
    [InlineData(2 * GiB, 2L, -1)]
    [InlineData(2 * GiB, 8L, -1)]
    public static void An_area_lies_on_one_node(long pages, long? atGiB, long start)
    {
        var layout = new MemoryLayout(
            ByteSize.FromGiB(8),
            Architecture.X86_64,
            numa: new NumaNodes(2),
            areaAt: atGiB is { } at ? ByteSize.FromGiB(at) : null
        );
        Assert.Equal(start, layout.AreaStart(pages, below4G: false));
    }

    /// <summary>Lab: 2 GiB guest, cma=1G, image in the area: the next kernel could not reserve an area of its own.</summary>
    [Theory]
    [InlineData(2, 1 * GiB, false)]
    [InlineData(2, 1 * GiB - 16 * MiB, true)]
    [InlineData(2, 512 * MiB, true)]
    [InlineData(6, 1 * GiB, true)]
    public static void The_next_area_needs_room_beside_the_image(long ram, long pages, bool room)
    {
        var layout = new MemoryLayout(ByteSize.FromGiB(ram), Architecture.X86_64);
        long start = layout.AreaStart(1 * GiB, below4G: false);
        PageRange[] image =
        [
            new(start + 256, 15_438),
            new(start, 5),
            new(start + 5, 2),
            new(start + 15_694, 32_768),
        ];
        Assert.Equal(room, layout.HasRoomBeside(image, pages));
    }

    /// <summary>Gaps before, between and behind; segments in any order.</summary>
    [Fact]
    public static void The_largest_gap_counts()
    {
        var layout = new MemoryLayout(new PageCount(10_000).Size, Architecture.X86_64);
        PageRange[] image = [new(7_000, 100), new(4_096 + 500, 400)];
        Assert.True(layout.HasRoomBeside(image, 2_900));
        Assert.False(layout.HasRoomBeside(image, 2_901));
        Assert.True(layout.HasRoomBeside([], 5_904));
        Assert.False(layout.HasRoomBeside([], 5_905));
    }
}
