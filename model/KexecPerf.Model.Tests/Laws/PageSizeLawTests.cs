using CsCheck;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Laws;

/// <summary>What the same bytes come to in larger pages.</summary>
public static class PageSizeLawTests
{
    private static readonly Gen<Scenario> AnyArm64 = Gen
        .ULong.Select(seed => new RandomScenario(seed).Scenario)
        .Where(s => s.Machine.Architecture == Architecture.Arm64);

    [Fact]
    public static void Larger_pages_never_mean_more_entries_nor_a_longer_list() =>
        AnyArm64.Sample(
            scenario =>
            {
                LoadedImage[] loads =
                [
                    .. PageSize.All.Select(p =>
                        Load(scenario.Listed().InPages(p) with { Kho = false })
                    ),
                ];
                foreach ((LoadedImage smaller, LoadedImage larger) in loads.Zip(loads.Skip(1)))
                {
                    long less = larger.ListedPages.Pages;
                    long more = smaller.ListedPages.Pages;
                    Assert.InRange(less, (more + 3) / 4, more);
                    Assert.InRange(
                        larger.IndirectionPages.Pages,
                        1,
                        smaller.IndirectionPages.Pages
                    );
                }
            },
            iter: Effort.Of(60, 2_000)
        );

    /// <summary>
    /// Whole 64 KiB of everything are 4 and 16 times fewer pages, in the image, the area, and RAM.
    /// </summary>
    [Fact]
    public static void The_same_bytes_are_the_same_bytes()
    {
        Scenario small = Bench.Scenario("7.2", Architecture.Arm64, initrd: 1_600).InCma();
        foreach (PageSize page in PageSize.All)
        {
            Scenario s = small.InPages(page);
            MemoryLayout layout = s.Memory.LayoutOn(Architecture.Arm64);
            Assert.Equal(ByteSize.FromGiB(8), page.Of(new(layout.Low.Pages + layout.Normal.Pages)));
            Assert.Equal(ByteSize.FromGiB(4), page.Of(new(layout.Normal.Start)));
            Assert.Equal(ByteSize.FromGiB(1), page.Of(new(s.Memory.AreaPages)));
            Assert.Equal(1_600 / page.Units, s.Image.Segments[1].Pages.Pages);
        }
    }

    /// <summary>
    /// min_free_kbytes and the memory map's share are in bytes: what is kept back and taken is so,
    /// up to rounding and the map.
    /// </summary>
    [Fact]
    public static void Watermarks_keep_back_the_same_bytes()
    {
        foreach (long gib in (long[])[1, 8, 64, 1_024])
        {
            long all = gib << 18;
            double small = Watermarks.Low(all / 2, all);
            foreach (PageSize page in PageSize.All)
            {
                double large = Watermarks.Low(all / 2 / page.Units, all / page.Units, page);
                Assert.InRange(large * page.Units, small - 4 * page.Units, small + 4);
                double min = Watermarks.Min(all / 2 / page.Units, all / page.Units, page);
                Assert.InRange(min, 1, large - 1);
            }
        }
    }

    /// <summary>The map takes 64 B a page: 1/64 of RAM, 1/256 and 1/1,024.</summary>
    [Fact]
    public static void A_larger_page_leaves_more_memory_by_its_smaller_map()
    {
        long[] free = [.. PageSize.All.Select(FreeBytes)];
        Assert.InRange(free[1] - free[0], 94L << 20, 98L << 20);
        Assert.InRange(free[2] - free[1], 22L << 20, 26L << 20);

        static long FreeBytes(PageSize page)
        {
            Scenario s = Bench.Scenario("7.2", Architecture.Arm64).InPages(page);
            PhysicalMemory memory = PhysicalMemory.Draw(
                s.Memory,
                Architecture.Arm64,
                0,
                MachineDraw.Medians(s.Machine)
            );
            return (memory.FreeInLow + memory.FreeInNormal) * page.Bytes;
        }
    }

    private static LoadedImage Load(Scenario scenario) =>
        LoadedImage.Load(scenario, MachineDraw.Medians(scenario.Machine));
}
