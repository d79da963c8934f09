using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>
/// Closed forms of one kexec with 64 KiB pages, noise off: kernel 400 KiB, initrd 800 KiB and
/// device tree 8 KiB are 7 + 13 + 1 pages.
/// </summary>
public static class LargePageTests
{
    private const long Entries = 21;
    private const long Call = 7 * Bench.Microsecond;
    private const long Page = 16 * Bench.Microsecond;

    /// <summary>What a jump adds to the first 4 KiB of a page.</summary>
    private const long Jump = Bench.Microsecond;

    /// <summary>1,024 lines of 10 ns and one barrier of 60 ns.</summary>
    private const long Clean = 10_300 * Bench.Nanosecond;

    private static Scenario Plain { get; } =
        Bench.Scenario("7.2", Architecture.Arm64).InPages(PageSize.Of64KiB);

    [Fact]
    public static void A_page_is_one_entry_its_lines_and_one_barrier() =>
        Assert.Equal(Call + Entries * (Page + Clean) + Jump, Relocation(Plain));

    [Fact]
    public static void In_fragmented_memory_each_page_is_one_jump_and_then_sequential() =>
        Assert.Equal(
            Call + Entries * (Page + Clean + Jump),
            Relocation(Plain.With(m => m with { Fragmentation = 1 }))
        );

    /// <summary>
    /// Warm sources: 16 x (1 - 3/4 x 0.5) us in a run, and the first 4 KiB of it 2 - 3/4 x 1.5 in
    /// place of 0.625.
    /// </summary>
    [Fact]
    public static void What_is_cached_is_saved_for_every_4_KiB() =>
        Assert.Equal(
            Call + Entries * (10_000_000 + Clean) + 250_000,
            Relocation(Plain with { SourceCache = SourceCache.Warm })
        );

    [Fact]
    public static void With_the_MMU_off_a_page_costs_its_bytes() =>
        Assert.Equal(
            Call + Entries * 16 * Bench.Millisecond,
            Relocation(Bench.Scenario("5.15", Architecture.Arm64).InPages(PageSize.Of64KiB))
        );

    /// <summary>
    /// 16,384 pages of initrd, 7 of kernel, 1 of device tree and 3 destinations, 8,191 words to a
    /// page; 511 with 4 KiB.
    /// </summary>
    [Fact]
    public static void The_list_has_8191_words_to_a_page()
    {
        Scenario small = Bench.Scenario("7.2", Architecture.Arm64, initrd: 1 << 18);
        LoadedImage loaded = Load(small.InPages(PageSize.Of64KiB));
        Assert.Equal(16_392, loaded.ListedPages.Pages);
        Assert.Equal(3, loaded.IndirectionPages.Pages);
        Assert.Equal(514, Load(small).IndirectionPages.Pages);
    }

    /// <summary>
    /// 2 MiB are order 5, which no CONFIG_CMA_ALIGNMENT from there on cuts: the device tree goes to
    /// the next 2 MiB.
    /// </summary>
    [Theory]
    [InlineData(8, 32)]
    [InlineData(4, 32)]
    [InlineData(2, 20)]
    public static void Alignment_is_asked_for_in_pages_of_the_size(int most, long dtb)
    {
        LoadedImage loaded = Load(Plain.InCma() with { CmaAlignment = most });
        Assert.True(loaded.AllInCma);
        Assert.Equal([5, 0, 5], loaded.Segments.Select(s => s.Segment.AlignOrder));
        Assert.Equal([0, 7, dtb], loaded.Segments.Select(s => s.AreaPage));
    }

    /// <summary>
    /// An area of one pageblock, 8,192 pages, all busy: one block, 16 pages taken and moved, each
    /// with 15 more 4 KiB to copy.
    /// </summary>
    [Theory]
    [InlineData("anonymous", false, 2_000)]
    [InlineData("shmem=100%", false, 3_000)]
    [InlineData("anonymous", true, 500)]
    public static void A_page_is_migrated_once_and_copied_by_its_bytes(
        string mix,
        bool huge,
        long ns
    )
    {
        Scenario busy = Plain.With(m =>
            m with
            {
                CmaArea = PageSize.Of64KiB.Block,
                CmaOccupancy = 1,
                CmaMix = MemoryMix.Parse(mix),
                CmaHuge = huge,
            }
        );
        CmaTrial trial = CmaTrial.Run(busy, 16, 0, null, MachineDraw.Medians(busy.Machine))!;
        Assert.Equal((16, 1), (trial.Request.Migrated, trial.Request.IsolatedBlocks));
        long expected = 31_000 + 900 + 16 * 20 + 16 * (ns + 15 * 500);
        Assert.Equal(expected * Bench.Nanosecond, trial.Duration.Picoseconds);
    }

    /// <summary>
    /// 300 ns for each of the 21 pages, beside content at 1.024 GB/s and clearing, twice, at 4.096
    /// GB/s.
    /// </summary>
    [Fact]
    public static void A_source_page_is_allocated_once_whatever_its_size()
    {
        LoadOutcome load = Load(Plain).Outcome;
        long content = (60 + 200 + 2) * 4 * Bench.Microsecond;
        long cleared = Entries * 2 * Page;
        Assert.Equal((0, 0), (load.EntrySteps, load.ParkedSteps));
        Assert.Equal(content + cleared + Entries * 300 * Bench.Nanosecond, load.Copy.Picoseconds);
    }

    private static LoadedImage Load(Scenario scenario) =>
        LoadedImage.Load(scenario, MachineDraw.Medians(scenario.Machine));

    private static long Relocation(Scenario scenario) => scenario.Outcome().Ps(Phase.Relocation);
}
