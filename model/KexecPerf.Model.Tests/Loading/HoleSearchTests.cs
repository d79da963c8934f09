using CsCheck;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Tests.Engine;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>Places outside CMA: those of a search that moves on page by page, as <c>locate_mem_hole_top_down</c> and <c>_bottom_up</c> do.</summary>
public static class HoleSearchTests
{
    private static readonly ByteSize RunningKernel = ByteSize.FromMiB(64);

    [Fact]
    public static void A_place_is_the_one_found_page_by_page()
    {
        long none = 0;
        Gen.ULong.Sample(
            seed =>
            {
                var random = new SplitMix(seed);
                bool x86 = random.Next(2) == 0;
                Architecture architecture = x86 ? Architecture.X86_64 : Architecture.Arm64;
                long ram =
                    random.Next(2) == 0
                        ? 20_000 + random.Next(9_000)
                        : (3L << 18) + random.Next(9_000);
                PageSize page = x86 ? PageSize.Of4KiB : PageSize.All[random.Next(3)];
                var layout = new MemoryLayout(new PageCount(ram).Size, architecture, page);
                CmaArea? area = random.Next(2) == 0 ? null : Area(layout, 1 + random.Next(4_000));
                var memory = new PhysicalMemory(layout, area, [], 0, 0);
                var placed = new List<PageRange>();
                for (int n = 1 + random.Next(4); n > 0; n--)
                {
                    var segment = new Segment(
                        random.Next(4) == 0 ? SegmentRole.Dtb : SegmentRole.Kernel,
                        new ByteSize(1),
                        page.Of(new(1 + random.Next(random.Next(2) == 0 ? 5_000 : 30))),
                        random.Next(10)
                    )
                    {
                        PageSize = page,
                    };
                    PageRange found = HoleSearch.Find(
                        memory,
                        architecture,
                        segment,
                        placed,
                        HoleSearch.Everywhere
                    );
                    PageRange? expected = ByPage(memory, x86, segment, placed);
                    Assert.Equal(expected is null, HoleSearch.IsNowhere(found));
                    Assert.True(
                        expected is null || expected == found,
                        $"{expected} not {found} of {segment}"
                    );
                    placed.Add(found);
                    Interlocked.Add(ref none, expected is null ? 1 : 0);
                }
            },
            iter: Effort.Of(300, 6_000)
        );
        Assert.True(none > Effort.Rare(5), none.ToString());
    }

    /// <summary>The top of RAM on x86, the kernel at a multiple of 2 MiB below; on arm64 behind the running kernel, the device tree at the top.</summary>
    [Fact]
    public static void The_image_lies_at_the_top_or_the_bottom_of_RAM()
    {
        LoadedImage x86 = Load(Bench.Scenario("7.2"));
        long top = (4L << 18) + (5L << 18);
        Assert.Equal(
            [new(top - 5, 5), new(top - 7, 2), new(top - 512, 100), new(top - 207, 200)],
            x86.Segments.Select(s => s.Destination)
        );
        LoadedImage arm64 = Load(Bench.Scenario("7.2", Architecture.Arm64));
        top = (4L << 18) + (5L << 18);
        long bottom = (1L << 18) + PageSize.Of4KiB.Whole(RunningKernel);
        Assert.Equal(
            [new(bottom, 100), new(bottom + 100, 200), new(top - 512, 2)],
            arm64.Segments.Select(s => s.Destination)
        );
    }

    /// <summary>More than half of RAM is refused, in CMA too; and what finds no hole.</summary>
    [Theory]
    [InlineData(128, 0, 40, false)]
    [InlineData(128, 0, 63, false)]
    [InlineData(128, 0, 64, true)]
    [InlineData(128, 100, 63, false)]
    [InlineData(128, 100, 64, true)]
    [InlineData(128, 0, 500, true)]
    public static void An_image_of_more_than_half_of_RAM_is_refused(
        long ram,
        long area,
        long initrd,
        bool refused
    )
    {
        Scenario scenario = Bench
            .Scenario("7.2", initrd: initrd << 8)
            .With(m =>
                m with
                {
                    Ram = ByteSize.FromMiB(ram),
                    CmaArea = ByteSize.FromMiB(area),
                }
            ) with
        {
            CmaAlignment = 9,
        };
        LoadedImage image = Load(scenario);
        Assert.Equal(refused, image.Outcome.Refused);
        Assert.True(image.Outcome.Fails || !refused);
        Assert.Equal(area > 0 && initrd < 100, image.AllInCma);
        MachineDraw draw = MachineDraw.Medians(scenario.Machine);
        Assert.Equal(!image.Outcome.Fails, HotPhaseSimulation.Run(image, draw).Boots);
    }

    /// <summary>Beside the initrd 107 pages; half of RAM are 16,384.</summary>
    [Theory]
    [InlineData(16_277, false)]
    [InlineData(16_278, true)]
    public static void Half_of_RAM_is_not_too_much(long initrd, bool refused) =>
        Assert.Equal(
            refused,
            Load(
                Bench
                    .Scenario("7.2", initrd: initrd)
                    .With(m => m with { Ram = ByteSize.FromMiB(128) })
            ).Outcome.Refused
        );

    private static LoadedImage Load(Scenario scenario) =>
        LoadedImage.Load(scenario, MachineDraw.Medians(scenario.Machine));

    private static CmaArea? Area(MemoryLayout layout, long pages)
    {
        long start = layout.AreaStart(pages, below4G: false);
        var state = new MemoryState
        {
            Ram = ByteSize.FromGiB(8),
            PageSize = layout.PageSize,
            CmaArea = layout.PageSize.Of(new(pages)),
        };
        return start < 0 ? null : CmaArea.Draw(state, start, 0, new RandomStream(1, 0, "test"));
    }

    private static PageRange? ByPage(
        PhysicalMemory memory,
        bool x86,
        Segment segment,
        List<PageRange> placed
    )
    {
        bool down = x86 || segment.Role == SegmentRole.Dtb;
        List<PageRange> others = [.. placed];
        if (!x86)
        {
            long kernel = memory.Layout.PageSize.Whole(RunningKernel);
            others.Add(new PageRange(memory.Layout.Low.Start, kernel));
            others.Add(memory.Area is { } area ? new PageRange(area.Start, area.Pages) : default);
        }

        PageRange[] regions = [memory.Layout.Low, memory.Layout.Normal];
        foreach (PageRange region in down ? regions.Reverse() : regions)
        {
            long pages = segment.Pages.Pages;
            long step = down ? -1 : 1;
            for (
                long start = down ? region.End - pages : region.Start;
                start >= region.Start && start + pages <= region.End;
                start += step
            )
            {
                var place = new PageRange(start, pages);
                if (
                    start % (1L << segment.AlignOrder) == 0
                    && !others.Exists(o => o.Pages > 0 && o.Overlaps(place))
                )
                {
                    return place;
                }
            }
        }

        return null;
    }
}
