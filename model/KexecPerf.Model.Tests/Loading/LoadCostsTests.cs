using CsCheck;
using KexecPerf.Model.Images;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Tests.HotPhase;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>
/// The load's steps by hand. The image: purgatory 5 pages, boot parameters 2, kernel 100 of which 60 have content, initrd 200; 307 pages, 267 of
/// them content. A page: 2 us to read, 1 us to clear or to hash, 0.5 us to set, 4 us to copy.
/// </summary>
public static class LoadCostsTests
{
    private const long Us = Bench.Microsecond;
    private const long Page = 4_096;
    private static readonly Scenario List = Bench.Scenario("7.2") with { InitOnAlloc = false };
    private static readonly Scenario Cma = List.InCma();

    [Fact]
    public static void A_page_list()
    {
        LoadOutcome load = Load(List);
        Assert.Equal(520 * Us, load.Read.Picoseconds);
        Assert.Equal(0, load.CmaAllocation.Picoseconds);
        Assert.Equal(5_000 * Us, load.Prepare.Picoseconds);
        Assert.Equal(302 * Us, load.Digest.Picoseconds);
        Assert.Equal(307 * Us, load.Zeroing.Picoseconds);
        Assert.Equal(4 * 267 * Us + 307 * Us + 307 * 300_000, load.Copy.Picoseconds);
        Assert.Equal(0, load.Flush.Picoseconds);
        Assert.Equal(
            (307 * Page, 267 * Page, 0),
            (load.Zeroed.Bytes, load.Copied.Bytes, load.NotZeroed.Bytes)
        );
        RequireSum(load);
    }

    /// <summary>
    /// Four requests; purgatory and boot parameters lie in the area's first block, the kernel in its pages 256-355, the initrd at 7-206: 4 blocks.
    /// </summary>
    [Fact]
    public static void Everything_in_CMA()
    {
        LoadOutcome load = Load(Cma);
        Assert.Equal(
            1_000 * Us + 4 * 31 * Us + 4 * 900_000 + 307 * 20_000,
            load.CmaAllocation.Picoseconds
        );
        Assert.Equal(302 * Us, load.Digest.Picoseconds);
        Assert.Equal(4 * 267 * Us, load.Copy.Picoseconds);
        RequireSum(load);
    }

    /// <summary>7.3 hashes nothing at load either where the purgatory checks nothing.</summary>
    [Fact]
    public static void No_digest_is_made_that_nobody_checks()
    {
        Assert.Equal(0, Load(Cma with { Kernel = For("7.3") }).Digest.Picoseconds);
        Assert.Equal(302 * Us, Load(List with { Kernel = For("7.3") }).Digest.Picoseconds);
        Assert.Equal(0, Load(Arm("7.2", ByteSize.Zero)).Digest.Picoseconds);
    }

    /// <summary>The old call hands over memory and its own purgatory, with the digest made in user space.</summary>
    [Fact]
    public static void The_classic_call_reads_and_hashes_nothing()
    {
        LoadOutcome load = Load(Cma with { ClassicSyscall = true });
        Assert.Equal(
            (0, 0, 0),
            (load.Read.Picoseconds, load.Digest.Picoseconds, load.CmaAllocation.Picoseconds)
        );
        Assert.Equal(4 * 267 * Us + 307 * Us + 307 * 300_000, load.Copy.Picoseconds);
    }

    /// <summary>
    /// b bytes of content in m of memory: all before the copy m, the remainder after it m - b, as merged 0; with init_on_alloc m more, by clear_page, at
    /// the allocation. Stores are that and the b copied.
    /// </summary>
    [Theory]
    [InlineData("7.2+memset-first", false, 307, 307 / 2.0, 0)]
    [InlineData("7.2+tail-zeroing", false, 40, 20, 0)]
    [InlineData("7.2", false, 0, 0, 40)]
    [InlineData("7.2+memset-first", true, 614, 307 / 2.0 + 307, 0)]
    [InlineData("7.2+tail-zeroing", true, 347, 20 + 307, 0)]
    [InlineData("7.2", true, 307, 307, 0)]
    public static void A_zeroing_policy(
        string kernel,
        bool initOnAlloc,
        long zeroed,
        double microseconds,
        long stale
    )
    {
        LoadOutcome load = Load(Cma with { Kernel = For(kernel), InitOnAlloc = initOnAlloc });
        Assert.Equal(zeroed * Page, load.Zeroed.Bytes);
        Assert.Equal(stale * Page, load.NotZeroed.Bytes);
        Assert.Equal(267 * Page, load.Copied.Bytes);
        Assert.Equal((long)(microseconds * Us), load.Zeroing.Picoseconds);
        LoadOutcome none = Load(Cma);
        Assert.Equal(load.Zeroing, load.Total - none.Total);
        Assert.Equal(
            initOnAlloc ? 307 * Us : 0,
            (load.CmaAllocation - none.CmaAllocation).Picoseconds
        );
    }

    /// <summary>A page list is cleared page by page whatever the policy for CMA; twice with init_on_alloc.</summary>
    [Theory]
    [InlineData("7.2+memset-first")]
    [InlineData("7.2+tail-zeroing")]
    [InlineData("7.2")]
    public static void A_page_list_knows_no_policy(string kernel)
    {
        Assert.Equal(307 * Us, Load(List with { Kernel = For(kernel) }).Zeroing.Picoseconds);
        LoadOutcome twice = Load(List with { Kernel = For(kernel), InitOnAlloc = true });
        Assert.Equal((614 * Us, 614 * Page), (twice.Zeroing.Picoseconds, twice.Zeroed.Bytes));
    }

    /// <summary>
    /// Candidates, blocks and migrations are paid each; the kind of page decides what emptying a
    /// range costs.
    /// </summary>
    [Theory]
    [InlineData("anonymous", false, 610, 2_000)]
    [InlineData("swappable=100%", false, 610, 2_000)]
    [InlineData("shmem=100%", false, 610, 3_000)]
    [InlineData("dirty=100%", false, 610, 3_000)]
    [InlineData("anonymous", true, 610, 500)]
    [InlineData("clean=100%", false, 0, 8_000)]
    public static void A_request_pays_what_it_did(
        string mix,
        bool huge,
        long migrated,
        long nanoseconds
    )
    {
        Scenario scenario = Cma.With(m =>
            m with
            {
                CmaOccupancy = 1,
                CmaMix = MemoryMix.Parse(mix),
                CmaHuge = huge,
                CmaPins = [10],
            }
        );
        CmaTrial trial = CmaTrial.Run(
            scenario,
            600,
            0,
            null,
            MachineDraw.Medians(scenario.Machine)
        )!;

        // Starts 0 to 10 meet the pin; 600 pages from any of 0 to 11 touch two blocks. 10 pages before the pin and 600 behind it move.
        Assert.Equal(new CmaRequest(11, 11, 24, migrated, 610 - migrated, false), trial.Request);
        Assert.Equal(
            31 * Us + 11 * 41 * Us + 24 * 900_000 + 600 * 20_000 + 610 * nanoseconds * 1_000,
            trial.Duration.Picoseconds
        );
        Assert.Null(CmaTrial.Run(List, 600, 0, null, MachineDraw.Medians(scenario.Machine)));
    }

    /// <summary>
    /// Every candidate drains every CPU, the one that succeeds too; dirty pages cost one wait,
    /// swapped ones one each: 10 of the targets are pages that the candidates before the pin
    /// emptied.
    /// </summary>
    [Fact]
    public static void A_request_pays_for_CPUs_writeback_and_swap()
    {
        Scenario scenario = Cma.With(m =>
            m with
            {
                CmaOccupancy = 1,
                CmaMix = MemoryMix.Parse("dirty=100%"),
                CmaPins = [10],
                Pressure = 1,
                Mix = MemoryMix.Parse("swappable=100%"),
            }
        );
        long room = PhysicalMemory
            .Draw(scenario.Memory, Architecture.X86_64, 0, MachineDraw.Medians(scenario.Machine))
            .BelowLow;
        Assert.Equal(0, room);
        scenario = scenario with
        {
            Machine = (scenario.Machine with { Cpus = 7 })
                .Set("cma.cpu", "100 ns")
                .Set("migrate.writeback", "6 ms"),
        };
        CmaTrial trial = CmaTrial.Run(
            scenario,
            600,
            0,
            null,
            MachineDraw.Medians(scenario.Machine)
        )!;
        Assert.Equal(new CmaRequest(11, 11, 24, 610, 0, false), trial.Request);
        Assert.Equal(
            31 * Us
                + 12 * 7 * 100_000
                + 11 * 41 * Us
                + 24 * 900_000
                + 600 * 20_000
                + (610 * 3 + 600 * 50 + 6_000) * Us,
            trial.Duration.Picoseconds
        );
    }

    /// <summary>A request that failed got no pages and pays for none.</summary>
    [Fact]
    public static void A_request_that_finds_no_room_pays_what_it_tried()
    {
        Scenario scenario = Cma.With(m => m with { CmaOccupancy = 1 });
        CmaTrial trial = CmaTrial.Run(scenario, 600, 0, 50, MachineDraw.Medians(scenario.Machine))!;
        Assert.Equal(new CmaRequest(-1, 0, 2, 50, 0, true), trial.Request);
        Assert.Equal(31 * Us + 2 * 900_000 + 50 * 2 * Us, trial.Duration.Picoseconds);
    }

    /// <summary>
    /// A request waits for writeback once, where it moves pages and any may be dirty.
    /// </summary>
    [Theory]
    [InlineData(0, "dirty=100%", 0)]
    [InlineData(1, "anonymous", 0)]
    [InlineData(1, "dirty=1%,anonymous=99%", 1)]
    public static void Writeback_is_waited_for_where_dirty_pages_move(
        double occupancy,
        string mix,
        long waits
    )
    {
        Scenario scenario = Cma.With(m =>
            m with
            {
                CmaOccupancy = occupancy,
                CmaMix = MemoryMix.Parse(mix),
            }
        );
        long waited =
            Trial(scenario with { Machine = scenario.Machine.Set("migrate.writeback", "6 ms") })
            - Trial(scenario with { Machine = scenario.Machine.Set("migrate.writeback", "0 ms") });
        Assert.Equal(waits * 6_000 * Us, waited);

        static long Trial(Scenario s) =>
            CmaTrial.Run(s, 600, 0, null, MachineDraw.Medians(s.Machine))!.Duration.Picoseconds;
    }

    /// <summary>Full of memory that is reclaimed: buffers and list take a page for each of theirs, CMA for each that moves.</summary>
    [Theory]
    [InlineData("swappable=100%", 50)]
    [InlineData("clean=100%", 8)]
    public static void A_load_pays_for_each_page_it_reclaims_in_the_step_that_does(
        string mix,
        long us
    )
    {
        LoadOutcome list = Load(Full(List));
        Assert.Equal((260 + 308) * us * Us, (list.Total - Load(List).Total).Picoseconds);
        Assert.Equal(260 * us * Us, (list.Read - Load(List).Read).Picoseconds);
        Assert.Equal((568, 0), (list.Reclaimed, list.ReclaimedForCma));

        Scenario occupied = Cma.With(m =>
            m with
            {
                CmaOccupancy = 1,
                CmaMix = MemoryMix.AllAnonymous,
            }
        );
        LoadOutcome cma = Load(Full(occupied));
        Assert.Equal((307, 307), (cma.Migrated, cma.ReclaimedForCma));
        Assert.Equal(307 * us * Us, (cma.CmaAllocation - Load(occupied).CmaAllocation).Picoseconds);
        Assert.Equal(260 * us * Us, (cma.Read - Load(occupied).Read).Picoseconds);

        Scenario Full(Scenario s) =>
            s.With(m => m with { Pressure = 1, Mix = MemoryMix.Parse(mix) });
    }

    /// <summary>Where the segments go is what a load finds, and what it pays for.</summary>
    [Fact]
    public static void A_trial_of_the_placement_is_that_of_the_load() =>
        RandomLoads.Loaded.Sample(x =>
        {
            (LoadedImage loaded, MachineDraw draw) = x;
            var trial = PlacementTrial.Run(loaded.Scenario with { Reload = false }, draw);
            if (!loaded.Scenario.Reload)
            {
                Assert.Equal(
                    (loaded.AllInCma, loaded.Outcome.CmaAllocation),
                    (trial.AllInCma, trial.CmaAllocation)
                );
            }
        });

    [Fact]
    public static void The_steps_of_a_load_have_names_in_its_order() =>
        Assert.Equal(
            ["read", "cma", "prepare", "digest", "copy", "flush"],
            LoadOutcome.Parts.Select(p => p.Key)
        );

    [Fact]
    public static void A_load_counts_its_source_runs()
    {
        LoadedImage list = LoadedImage.Load(List, MachineDraw.Medians(List.Machine));
        Assert.Equal(list.Runs.Count, list.Outcome.SourceRuns);
        Assert.True(list.Outcome.SourceRuns > 0);
        Assert.Equal(0, Load(Cma).SourceRuns);
    }

    /// <summary>Both walks by length, and reclaimed pages, beside what the same list costs without them.</summary>
    [Fact]
    public static void Walks_are_charged_by_length()
    {
        // x86 places 5 + 2 pages at the top of RAM, the kernel at a multiple of 512, and the initrd in the 200 pages below the 7.
        Scenario scenario = List with
        {
            ClassicSyscall = true,
        };
        var layout = new MemoryLayout(scenario.Memory.Ram, Architecture.X86_64);
        LoadOutcome far = Load(scenario, Memory(layout, 0, new PageRange(1 << 20, 2_000)));
        Assert.Equal((0, 0), (far.ParkedSteps, far.EntrySteps));
        long top = layout.Normal.End;
        LoadOutcome near = Load(
            scenario,
            Memory(layout, 70, new PageRange(top - 50, 20), new PageRange(top - 400, 230))
        );
        Assert.True(
            near.ParkedSteps > 1_000 && near.EntrySteps > 1_000,
            $"{near.ParkedSteps} {near.EntrySteps}"
        );
        long reclaimed = 307 + 1 - 250;
        Assert.Equal(
            near.ParkedSteps * 3_000 + near.EntrySteps * 7_000 + reclaimed * 8 * Us,
            (near.Copy - far.Copy).Picoseconds
        );
    }

    /// <summary>arm64 with an empty list cleans every line of the image, 64 a page; with a list it does so at relocation.</summary>
    [Fact]
    public static void Arm64_flushes_an_image_in_CMA()
    {
        Assert.Equal(302 * 64 * 10_000, Load(Arm("7.2", ByteSize.FromGiB(1))).Flush.Picoseconds);
        Assert.Equal(0, Load(Arm("7.2", ByteSize.Zero)).Flush.Picoseconds);
        Assert.Equal(0, Load(Arm("7.2", new PageCount(150).Size)).Flush.Picoseconds);
        Assert.Equal(0, Load(Cma).Flush.Picoseconds);
    }

    private static Scenario Arm(string kernel, ByteSize area) =>
        Bench.Scenario(kernel, Architecture.Arm64).With(m => m with { CmaArea = area });

    private static KernelFeatures For(string kernel) =>
        KernelFeatures.For(kernel, Architecture.X86_64);

    private static PhysicalMemory Memory(
        MemoryLayout layout,
        long reclaimable,
        params PageRange[] free
    ) => new(layout, null, [.. free], free.Sum(f => f.Pages), 0) { Clean = reclaimable };

    private static LoadOutcome Load(Scenario scenario) =>
        LoadedImage.Load(scenario, MachineDraw.Medians(scenario.Machine)).Outcome;

    private static LoadOutcome Load(Scenario scenario, PhysicalMemory memory) =>
        LoadedImage.Load(scenario, memory, MachineDraw.Medians(scenario.Machine)).Outcome;

    /// <summary>But for the zeroing, which is part of two of them.</summary>
    [Fact]
    public static void Every_time_of_a_load_is_one_of_its_parts()
    {
        Func<LoadOutcome, SimTime>[] times =
        [
            .. typeof(LoadOutcome)
                .GetProperties()
                .Where(p => p.PropertyType == typeof(SimTime))
                .Where(p =>
                    p.Name is not (nameof(LoadOutcome.Total) or nameof(LoadOutcome.Zeroing))
                )
                .Select(p => (Func<LoadOutcome, SimTime>)(o => (SimTime)p.GetValue(o)!)),
        ];
        Assert.Equal(times.Length, LoadOutcome.Parts.Select(p => p.Key).Distinct().Count());
        LoadOutcome load = Load(Cma with { Kernel = For("7.2+memset-first") });
        Assert.Equal(
            times.Select(t => t(load)).Order(),
            LoadOutcome.Parts.Select(p => p.Of(load)).Order()
        );
    }

    private static void RequireSum(LoadOutcome load) =>
        Assert.Equal(
            load.Read + load.CmaAllocation + load.Prepare + load.Digest + load.Copy + load.Flush,
            load.Total
        );
}
