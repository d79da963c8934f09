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

/// <summary>
/// Kernel, initrd and device tree of arm64, which are placed together or not at all.
/// </summary>
public static class Arm64PlacementTests
{
    private const long GiB = 1L << 18;

    [Fact]
    public static void Segments_land_where_image_load_puts_them_page_by_page()
    {
        long refused = 0;
        long leaked = 0;
        Gen.ULong.Sample(
            seed =>
            {
                var random = new SplitMix(seed);
                Scenario scenario = Small(random);
                PhysicalMemory memory = Memory(scenario);
                var placement = new SegmentPlacement(scenario, memory, new FreePool(memory));
                var area = new PageRange(memory.Area!.Start, memory.Area.Pages);
                var oracle = new Arm64PlacementOracle(memory.Layout, area, scenario.CmaAlignment);
                IReadOnlyList<Segment> s = scenario.Image.Segments;
                IReadOnlyList<PageRange>? expected = oracle.Load(s[0], s[1], s[2]);
                Assert.Equal(expected is null, placement.IsRefused);
                Assert.Equal(oracle.Leaked, placement.Leaked);
                if (expected is not null)
                {
                    Assert.Equal(expected, placement.Segments.Select(p => p.Destination));
                }

                Interlocked.Add(ref refused, expected is null ? 1 : 0);
                Interlocked.Add(ref leaked, oracle.Leaked > 0 ? 1 : 0);
            },
            iter: Effort.Of(200, 4_000)
        );
        Assert.True(refused > Effort.Rare(5) && leaked > Effort.Rare(5), $"{refused}, {leaked}");
    }

    /// <summary>
    /// The area lies at the top of 2 GiB, and an initrd that it cannot hold must lie above the
    /// kernel in it: every round takes a range, and no hole is left above the last.
    /// </summary>
    [Fact]
    public static void An_initrd_that_does_not_fit_beside_a_kernel_at_the_top_of_RAM_is_refused()
    {
        Scenario scenario = Bench
            .Scenario("7.3", Architecture.Arm64, initrd: 16_384)
            .With(m => m with { Ram = ByteSize.FromGiB(2), CmaArea = ByteSize.FromMiB(4) });
        LoadOutcome load = Load(scenario).Outcome;
        Assert.True(load.Refused);
        Assert.Equal(4 * 100, load.CmaLeaked);
        Assert.False(Load(scenario.PageListSide()).Outcome.Refused);
        Assert.Equal(0, Load(scenario.PageListSide()).Outcome.CmaLeaked);
    }

    /// <summary>IMA's list goes first, to the top of RAM; then the kernel to the bottom.</summary>
    [Fact]
    public static void IMAs_list_is_placed_before_the_kernel()
    {
        Scenario scenario = Bench.Scenario("7.3", Architecture.Arm64);
        scenario = scenario with
        {
            Image = KexecImage.Create(
                Architecture.Arm64,
                scenario.Image.Kernel,
                scenario.Image.Initrd,
                default,
                ByteSize.FromKiB(64)
            ),
        };
        LoadedImage image = Load(scenario);
        Assert.Equal(
            [SegmentRole.Ima, SegmentRole.Kernel, SegmentRole.Initrd, SegmentRole.Dtb],
            image.Segments.Select(s => s.Segment.Role)
        );
        Assert.Equal(image.Layout.Normal.End, image.Segments[0].Destination.End);
        Assert.True(image.Segments[1].Destination.Start < image.Segments[2].Destination.Start);
        Assert.True(image.Segments[2].Destination.End < image.Layout.Low.End);
    }

    /// <summary>
    /// A kernel at the start of an area of 2 GiB below 4 GiB: an initrd that the area cannot hold
    /// lies in the first hole behind, at 4 GiB.
    /// </summary>
    [Fact]
    public static void An_initrd_that_falls_back_lies_behind_the_kernel_in_the_area()
    {
        Scenario scenario = Bench
            .Scenario("7.3", Architecture.Arm64)
            .With(m => m with { Ram = ByteSize.FromGiB(64), CmaArea = ByteSize.FromGiB(2) }) with
        {
            Image = Bench.Image(Architecture.Arm64, GiB + 512, 60, GiB),
        };
        LoadedImage image = Load(scenario);
        MemoryLayout layout = scenario.Memory.LayoutOn(Architecture.Arm64);
        Assert.Equal((false, 0), (image.Outcome.Refused, image.Outcome.CmaLeaked));
        Assert.Equal(layout.Low.End - 2 * GiB, image.Segments[0].Destination.Start);
        Assert.Equal(layout.Normal.Start, image.Segments[1].Destination.Start);
    }

    /// <summary>
    /// Old Images: text_offset is placed with the kernel, which starts behind it.
    /// </summary>
    [Fact]
    public static void A_kernel_with_text_offset_starts_behind_it_and_never_from_CMA()
    {
        Scenario plain = Bench.Scenario("7.2", Architecture.Arm64);
        Scenario old = plain with
        {
            Image = plain.Image.With(
                plain.Image.Kernel with
                {
                    TextOffset = ByteSize.FromKiB(512),
                },
                plain.Image.Initrd
            ),
        };
        PageRange without = Load(plain).Segments[0].Destination;
        LoadedImage listed = Load(old);
        Assert.Equal(without with { Start = without.Start + 128 }, listed.Segments[0].Destination);
        Assert.Equal(without.End + 128, listed.Segments[1].Destination.Start);
        Assert.True(old.Outcome().Boots);
        HotPhaseOutcome cma = old.InCma().Outcome();
        Assert.True(cma is { AllInCma: true, KernelTooLow: true, Boots: false });
        Assert.True(plain.InCma().Outcome() is { KernelTooLow: false, Boots: true });
        Assert.Equal(228, Load(old.InCma()).Segments[1].AreaPage);
    }

    /// <summary>
    /// All in CMA is cleaned, as is what is copied; what is in CMA beside a list is not.
    /// </summary>
    [Theory]
    [InlineData(0, true, false)]
    [InlineData(250, false, true)]
    [InlineData(4_000, true, false)]
    public static void CMA_beside_a_list_is_not_cleaned(long area, bool boots, bool uncertain)
    {
        Scenario scenario = Bench
            .Scenario("7.3", Architecture.Arm64)
            .With(m => m with { CmaArea = new PageCount(area).Size });
        HotPhaseOutcome outcome = scenario.Outcome();
        Assert.Equal((boots, uncertain), (outcome.Boots, outcome.IsUncertain));
        Scenario x86 = Bench
            .Scenario("7.3", initrd: 600)
            .With(m => m with { CmaArea = new PageCount(520).Size });
        Assert.True(x86.Outcome() is { AnyInCma: true, AllInCma: false, Boots: true });
    }

    private static Scenario Small(SplitMix random)
    {
        Scenario scenario = Bench.Scenario("7.3", Architecture.Arm64);
        long ram = 17_000 + random.Next(6_000);
        return scenario with
        {
            CmaAlignment = 2 + (int)random.Next(8),
            Image = Bench.Image(
                Architecture.Arm64,
                1 + random.Next(random.Next(2) == 0 ? 800 : 60),
                1,
                1 + random.Next(random.Next(2) == 0 ? 2_000 : 100)
            ),
            Memory = new MemoryState
            {
                Ram = new PageCount(ram).Size,
                AtomicPool = ByteSize.Zero,
                CmaArea = new PageCount(1 + random.Next(random.Next(2) == 0 ? 600 : 3_000)).Size,
            },
        };
    }

    private static PhysicalMemory Memory(Scenario scenario) =>
        PhysicalMemory.Draw(
            scenario.Memory,
            Architecture.Arm64,
            0,
            MachineDraw.Medians(scenario.Machine)
        );

    private static LoadedImage Load(Scenario scenario) =>
        LoadedImage.Load(scenario, MachineDraw.Medians(scenario.Machine));
}
