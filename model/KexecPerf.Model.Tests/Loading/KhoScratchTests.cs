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

/// <summary>With KHO on every segment lies in one hole of one scratch area.</summary>
public static class KhoScratchTests
{
    private const Architecture X86 = Architecture.X86_64;

    /// <summary>
    /// lowmem below 4 GiB, the others from the top of RAM down; whole blocks of 2 MiB.
    /// </summary>
    [Fact]
    public static void The_areas_lie_where_memblock_gives_them()
    {
        var layout = new MemoryLayout(ByteSize.FromGiB(8), X86);
        KhoScratch all = Of(3, 10, 4);
        long top = (4L << 18) + (5L << 18);
        Assert.Equal(
            [new((3L << 18) - 1_024, 1_024), new(top - 2_560, 2_560), new(top - 3_584, 1_024)],
            all.Areas(layout)
        );
        Assert.Equal([new(top - 2_560, 2_560)], Of(0, 10, 0).Areas(layout));
        var small = new MemoryLayout(ByteSize.FromGiB(1), X86);
        long end = 1L << 18;
        Assert.Equal(
            [new(end - 1_024, 1_024), new(end - 3_584, 2_560), new(end - 4_608, 1_024)],
            all.Areas(small)
        );
    }

    /// <summary>Twice the memory map, which is a 64th of RAM.</summary>
    [Theory]
    [InlineData(4, 128)]
    [InlineData(16, 512)]
    public static void The_default_is_at_least_twice_the_memory_map(long ramGiB, long mib) =>
        Assert.Equal(
            ByteSize.FromMiB(mib),
            KhoScratch
                .Least(new() { Ram = ByteSize.FromGiB(ramGiB), CmaArea = ByteSize.Zero })
                .Largest
        );

    /// <summary>100 + 200 + 7 pages and the table at 64 KiB; the kernel at 2 MiB.</summary>
    [Theory]
    [InlineData(2, 200, false)]
    [InlineData(2, 490, true)]
    [InlineData(4, 490, false)]
    [InlineData(4, 1_100, true)]
    public static void A_segment_without_a_hole_refuses_the_load(
        long mib,
        long initrd,
        bool refused
    )
    {
        Scenario scenario = Kho(initrd) with { KhoScratch = Of(0, mib, 0) };
        LoadedImage image = Load(scenario);
        Assert.Equal((refused, refused), (image.Outcome.Refused, image.Outcome.ScratchTooSmall));
        HotPhaseOutcome outcome = HotPhaseSimulation.Run(
            image,
            MachineDraw.Medians(scenario.Machine)
        );
        Assert.Equal((!refused, !refused), (outcome.Boots, outcome.HasTimes));
        Assert.Equal(refused, outcome.Downtime == SimTime.Zero);
        Assert.False(outcome.IsUncertain);
    }

    /// <summary>
    /// 8 GiB give at least 256 MiB; more is not known to be there, and not known to be missing.
    /// </summary>
    [Theory]
    [InlineData(200, true)]
    [InlineData(60_000, true)]
    [InlineData(70_000, false)]
    public static void What_is_not_said_is_not_known(long initrd, bool boots)
    {
        LoadedImage image = Load(Kho(initrd));
        LoadOutcome load = image.Outcome;
        HotPhaseOutcome outcome = HotPhaseSimulation.Run(
            image,
            MachineDraw.Medians(image.Scenario.Machine)
        );
        Assert.Equal((boots, !boots), (outcome.Boots, outcome.IsUncertain));
        Assert.Equal((false, !boots), (load.Refused, load.NeedsMoreScratch));
    }

    /// <summary>The classic call knows nothing of KHO.</summary>
    [Fact]
    public static void The_classic_call_needs_no_scratch() =>
        Assert.False(
            Load(
                Kho(2_000) with
                {
                    KhoScratch = Of(0, 2, 0),
                    ClassicSyscall = true,
                }
            ).Outcome.Refused
        );

    [Fact]
    public static void A_segment_lands_in_the_first_area_with_a_hole_page_by_page()
    {
        long none = 0;
        long behindFirst = 0;
        Gen.ULong.Sample(
            seed =>
            {
                var random = new SplitMix(seed);
                var scratch = new KhoScratch(Size(random), Size(random), ByteSize.FromMiB(2));
                Scenario scenario = Kho(1 + random.Next(1_500)) with { KhoScratch = scratch };
                PhysicalMemory memory = PhysicalMemory.Draw(
                    scenario.Memory,
                    X86,
                    0,
                    MachineDraw.Medians(scenario.Machine)
                );
                var placement = new SegmentPlacement(scenario, memory, new FreePool(memory));
                var placed = new List<PageRange>();
                foreach (PlacedSegment segment in placement.Segments)
                {
                    PageRange? expected = ByPage(
                        scratch.Areas(memory.Layout),
                        segment.Segment,
                        placed
                    );
                    Assert.Equal(expected is null, HoleSearch.IsNowhere(segment.Destination));
                    if (expected is { } place)
                    {
                        placed.Add(place);
                        Assert.Equal(place, Real(segment.Destination));
                        Interlocked.Add(ref behindFirst, place.Start >= 1L << 20 ? 1 : 0);
                    }

                    Interlocked.Add(ref none, expected is null ? 1 : 0);
                }
            },
            iter: Effort.Of(200, 4_000)
        );
        Assert.True(
            none > Effort.Rare(5) && behindFirst > Effort.Rare(5),
            $"{none}, {behindFirst}"
        );
    }

    /// <summary>Scratch is told apart from other memory by a bit far above all RAM.</summary>
    private static PageRange Real(PageRange range) =>
        range with
        {
            Start = range.Start - (1L << 51),
        };

    private static PageRange? ByPage(
        IEnumerable<PageRange> areas,
        Segment segment,
        List<PageRange> placed
    )
    {
        foreach (PageRange area in areas)
        {
            for (long start = area.End - segment.Pages.Pages; start >= area.Start; start--)
            {
                var place = new PageRange(start, segment.Pages.Pages);
                if (start % (1L << segment.AlignOrder) == 0 && !placed.Exists(place.Overlaps))
                {
                    return place;
                }
            }
        }

        return null;
    }

    private static ByteSize Size(SplitMix random) => ByteSize.FromMiB(2 * random.Next(4));

    private static KhoScratch Of(long lowmem, long global, long node) =>
        new(ByteSize.FromMiB(lowmem), ByteSize.FromMiB(global), ByteSize.FromMiB(node));

    private static Scenario Kho(long initrd)
    {
        Scenario scenario = Bench.Scenario("7.2", initrd: initrd);
        return scenario with
        {
            Kho = true,
            Image = KexecImage.Create(X86, scenario.Image.Kernel, scenario.Image.Initrd, kho: true),
        };
    }

    private static LoadedImage Load(Scenario scenario) =>
        LoadedImage.Load(scenario, MachineDraw.Medians(scenario.Machine));
}
