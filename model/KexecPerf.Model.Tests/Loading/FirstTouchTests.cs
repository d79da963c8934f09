using CsCheck;
using KexecPerf.Model.HotPhase;
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
/// 16 GiB: 3 below 4 GiB, 13 above. Boot takes a memory map of 256 MiB and 64 MiB more off the end,
/// 81,920 pages; below them all is free.
/// </summary>
public static class FirstTouchTests
{
    private const long BootPages = 81_920;
    private const long End = (4L + 13) << 18;
    private static readonly MachineProfile Machine = Bench
        .X86.Set("fault.4k", "8 us")
        .Set("fault.2m", "200 us")
        .Set("memory.boot_use", "64 MiB");

    [Fact]
    public static void Under_the_memory_map_relocation_pays_none()
    {
        Scenario s = Guest(15_437, 16_384, HostBacking.Pages4KiB);
        LoadedImage loaded = Load(s);
        Assert.Equal(31_827, loaded.ListedPages.Pages, 10.0);
        Assert.Empty(loaded.FaultingEntries);
        Assert.Equal(
            Run(Guest(15_437, 16_384, HostBacking.All))[Phase.Relocation],
            Run(s)[Phase.Relocation]
        );
    }

    [Fact]
    public static void A_load_pays_for_its_buffers_its_sources_and_its_list()
    {
        Scenario s = Guest(15_437, 16_384, HostBacking.Pages4KiB);
        LoadedImage loaded = Load(s);
        long buffers = s.Image.Segments.Where(x => x.IsFile).Sum(x => x.ContentPages.Pages);
        long pages = buffers + loaded.ListedPages.Pages + loaded.IndirectionPages.Pages;
        Assert.Equal(pages, loaded.Outcome.Faults);
        Assert.Equal(
            pages * 8 * Bench.Microsecond,
            (
                loaded.Outcome.Total - Load(Guest(15_437, 16_384, HostBacking.All)).Outcome.Total
            ).Picoseconds
        );
    }

    /// <summary>
    /// Of blocks that a host counted each page is paid for once, wherever the block was drawn.
    /// </summary>
    [Theory]
    [InlineData(HostBacking.Pages4KiB, 9, 1)]
    [InlineData(HostBacking.Pages4KiB, 10, 1)]
    [InlineData(HostBacking.Pages2MiB, 9, 512)]
    [InlineData(HostBacking.Pages2MiB, 10, 512)]
    public static void A_load_pays_for_each_host_page_of_counted_blocks(
        HostBacking backing,
        int order,
        long hostPage
    )
    {
        long[] blocks = new long[11];
        blocks[order] = 100_000 >> order;
        Scenario s = Guest(15_437, 16_384, backing);
        s = s with
        {
            Memory = s.Memory with
            {
                Zones =
                [
                    new ZoneCounts("DMA32", 3L << 18, 0, 0, [], []),
                    new ZoneCounts("Normal", 13L << 18, 0, 0, [], blocks),
                ],
            },
        };
        LoadedImage loaded = Load(s);
        long buffers = s.Image.Segments.Where(x => x.IsFile).Sum(x => x.ContentPages.Pages);
        long pages = buffers + loaded.ListedPages.Pages + loaded.IndirectionPages.Pages;
        // A host page that buffers end in is written with them; a destination may be a source.
        long fewest = (pages + hostPage - 1) / hostPage;
        Assert.InRange(loaded.Outcome.Faults, fewest, fewest + 1);
    }

    [Theory]
    [InlineData(HostBacking.Pages4KiB, 1, 8)]
    [InlineData(HostBacking.Pages2MiB, 512, 200)]
    public static void Below_the_map_each_free_destination_pays_and_no_other(
        HostBacking backing,
        long hostPage,
        long us
    )
    {
        Scenario s = Guest(60_000, 202_144, backing);
        LoadedImage loaded = Load(s);
        HashSet<long> seen = [];
        List<long> expected =
        [
            .. Destinations(loaded)
                .Select((page, entry) => (page, entry))
                .Where(d => d.page < End - BootPages && seen.Add(d.page / hostPage))
                .Select(d => (long)d.entry),
        ];
        Assert.InRange(expected.Count * hostPage, 262_144 - BootPages, 264_000 - BootPages);
        Assert.Equal(expected, loaded.FaultingEntries.SelectMany(Each));
        Assert.Equal(
            expected.Count * us * Bench.Microsecond,
            Run(s)[Phase.Relocation].Picoseconds
                - Run(Guest(60_000, 202_144, HostBacking.All))[Phase.Relocation].Picoseconds
        );
    }

    [Fact]
    public static void Destinations_in_page_cache_pay_none()
    {
        Scenario s = Guest(60_000, 202_144, HostBacking.Pages4KiB);
        s = s with { Memory = s.Memory with { Pressure = 1, Mix = MemoryMix.Parse("clean=100%") } };
        LoadedImage loaded = Load(s);
        Assert.False(loaded.Outcome.Fails);
        Assert.Empty(loaded.FaultingEntries);
        Assert.Equal(0, loaded.Outcome.Faults);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public static void Cma_pays_at_load_for_what_was_free_and_never_in_the_hot_phase(
        double occupancy,
        long unbacked
    )
    {
        Scenario s = InArea(HostBacking.Pages4KiB);
        s = s with { Memory = s.Memory with { CmaOccupancy = occupancy } };
        LoadedImage loaded = Load(s);
        Assert.True(loaded.AllInCma);
        long buffers = s.Image.Segments.Where(x => x.IsFile).Sum(x => x.ContentPages.Pages);
        Assert.Equal(
            buffers + unbacked * s.Image.Segments.Sum(x => x.Pages.Pages),
            loaded.Outcome.Faults
        );
        Scenario backed = s with { Memory = s.Memory with { Backing = HostBacking.All } };
        Assert.Equal(Run(backed)[PhaseSpan.HotPhase], Run(s)[PhaseSpan.HotPhase]);
    }

    /// <summary>Beside an area all in use, which pays for buffers alone.</summary>
    [Fact]
    public static void In_the_area_a_host_page_of_two_segments_is_paid_once()
    {
        Scenario s = InArea(HostBacking.Pages2MiB);
        LoadedImage loaded = Load(s);
        HashSet<long> hostPages =
        [
            .. loaded.Segments.SelectMany(x => Each(x.Destination)).Select(p => p / 512),
        ];
        LoadedImage occupied = Load(s.With(m => m with { CmaOccupancy = 1 }));
        Assert.Equal(hostPages.Count, loaded.Outcome.Faults - occupied.Outcome.Faults);
        long buffers = s.Image.Segments.Where(x => x.IsFile).Sum(x => x.ContentPages.Pages);
        Assert.InRange(occupied.Outcome.Faults, buffers / 512, buffers / 512 + 2);
        Assert.InRange(loaded.UnbackedShare - occupied.UnbackedShare, 1 / 65.0, 1 / 63.0);
    }

    /// <summary>Without a policy padding is not written.</summary>
    [Fact]
    public static void In_the_area_what_nobody_zeroes_pays_none()
    {
        Scenario s = InArea(HostBacking.Pages4KiB) with { InitOnAlloc = false };
        long buffers = s.Image.Segments.Where(x => x.IsFile).Sum(x => x.ContentPages.Pages);
        Assert.Equal(
            buffers + s.Image.Segments.Sum(x => x.ContentPages.Pages),
            Load(s).Outcome.Faults
        );
    }

    /// <summary>
    /// Buffers and list take a short run, then free pages below the watermarks, which have no place,
    /// then clean cache: all but the last are written first.
    /// </summary>
    [Theory]
    [InlineData(Architecture.X86_64, HostBacking.Pages4KiB, 100, 200, 300)]
    [InlineData(Architecture.X86_64, HostBacking.Pages2MiB, 100, 200, 1)]
    [InlineData(Architecture.Arm64, HostBacking.Pages4KiB, 10, 20, 30 * 16)]
    public static void Free_pages_anywhere_are_written_first_and_reclaimed_ones_are_not(
        Architecture architecture,
        HostBacking backing,
        long run,
        long below,
        long faults
    )
    {
        Scenario s = Bench.Scenario("7.2", architecture).With(m => m with { Backing = backing });
        s = architecture == Architecture.Arm64 ? s.InPages(PageSize.Of64KiB) : s;
        Assert.Equal(faults, Load(s).Outcome.Faults);
        Assert.Equal(0, Load(s with { Reload = true }).Outcome.Faults);

        LoadedImage Load(Scenario scenario) =>
            LoadedImage.Load(
                scenario,
                new PhysicalMemory(
                    new MemoryLayout(s.Memory.Ram, architecture, s.PageSize),
                    null,
                    [new PageRange(1 << 14, run)],
                    0,
                    run
                )
                {
                    BelowLow = below,
                    Clean = 10_000,
                    Unbacked = [new PageRange(1 << 14, run)],
                },
                MachineDraw.Medians(scenario.Machine)
            );
    }

    /// <summary>
    /// All destinations, 307 pages, are in the last host page of 2 MiB; a source in it is its first
    /// write.
    /// </summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public static void A_host_page_with_a_source_is_written_at_load(long near, int entries)
    {
        Scenario s = Bench.Scenario("7.2").With(m => m with { Backing = HostBacking.Pages2MiB });
        var layout = new MemoryLayout(s.Memory.Ram, Architecture.X86_64);
        long top = layout.Normal.End;
        PageRange[] free = [new PageRange(top - 400, near), new PageRange(1 << 20, 2_000)];
        var memory = new PhysicalMemory(layout, null, [.. free], free.Sum(f => f.Pages), 0)
        {
            Unbacked = [new PageRange(top - 512, 512)],
        };
        LoadedImage loaded = LoadedImage.Load(s, memory, MachineDraw.Medians(s.Machine));
        Assert.All(Destinations(loaded), page => Assert.InRange(page, top - 512, top - 1));
        Assert.Equal(entries, loaded.FaultingEntries.Count);
    }

    [Fact]
    public static void Right_after_another_load_nothing_is_paid_at_load() =>
        Assert.Equal(0, Load(InArea(HostBacking.Pages4KiB) with { Reload = true }).Outcome.Faults);

    [Theory]
    [InlineData(HostBacking.Pages4KiB, 1, 8)]
    [InlineData(HostBacking.Pages2MiB, 512, 200)]
    public static void Decompression_writes_first_what_share_of_ram_is_free(
        HostBacking backing,
        long hostPage,
        long us
    )
    {
        Scenario s = Guest(15_437, 16_384, backing);
        s = s with
        {
            Image = s.Image.With(
                s.Image.Kernel with
                {
                    Uncompressed = ByteSize.FromMiB(40),
                },
                ByteSize.FromMiB(64)
            ),
        };
        LoadedImage loaded = Load(s);
        // Boot took 81,920 pages above and 42 MiB below, and holes of a few fragments, of 4 Mi.
        Assert.InRange(loaded.UnbackedShare, 0.977, 0.979);
        Assert.Equal((long)(loaded.UnbackedShare * 10_240 / hostPage + 0.5), loaded.OutputFaults);
        Assert.Equal(
            loaded.OutputFaults * us * Bench.Microsecond,
            Run(s)[Phase.BootStub].Picoseconds
                - Run(s with { Memory = s.Memory with { Backing = HostBacking.All } })[
                    Phase.BootStub
                ].Picoseconds
        );
    }

    [Fact]
    public static void An_entry_pays_where_its_destination_is_unbacked_and_no_source() =>
        RandomLoads.Loaded.Sample(x =>
        {
            (LoadedImage loaded, MachineDraw draw) = x;
            Scenario s = loaded.Scenario;
            if (s.Memory.Backing != HostBacking.Pages4KiB || loaded.Outcome.Fails)
            {
                return;
            }

            PhysicalMemory memory = PhysicalMemory.Draw(
                s.Memory,
                s.Image.Architecture,
                s.Image.Pages.Pages + ImageFiles.BufferPages(s),
                draw
            );
            PageRange[] unbacked = [.. memory.Unbacked, .. memory.UnbackedBlocks];
            bool[] own =
            [
                .. loaded.Runs.All.SelectMany(r =>
                    Enumerable.Repeat(r.OwnDestination, (int)r.Pages)
                ),
            ];
            Assert.Equal(
                Destinations(loaded)
                    .Select((page, entry) => (page, entry))
                    .Where(d => !own[d.entry] && unbacked.Any(u => Holds(u, d.page)))
                    .Select(d => (long)d.entry),
                loaded.FaultingEntries.SelectMany(Each)
            );
        });

    private static bool Holds(PageRange range, long page) =>
        page >= range.Start && page < range.End;

    private static Scenario InArea(HostBacking backing)
    {
        Scenario s = Guest(15_437, 16_384, backing);
        return s with { Memory = s.Memory with { CmaArea = ByteSize.FromMiB(256) } };
    }

    private static Scenario Guest(long kernel, long initrd, HostBacking backing)
    {
        Scenario s = Bench.Scenario("7.2");
        return s with
        {
            Machine = Machine,
            Image = Bench.Image(Architecture.X86_64, kernel, 3_546, initrd),
            Memory = s.Memory with { Ram = ByteSize.FromGiB(16), Backing = backing },
        };
    }

    private static LoadedImage Load(Scenario s) =>
        LoadedImage.Load(s, MachineDraw.Medians(s.Machine));

    private static HotPhaseOutcome Run(Scenario s) =>
        HotPhaseSimulation.Run(Load(s), MachineDraw.Medians(s.Machine));

    private static IEnumerable<long> Destinations(LoadedImage loaded) =>
        loaded.Segments.Where(s => s.IsListed).SelectMany(s => Each(s.Destination));

    private static IEnumerable<long> Each(PageRange range) =>
        Enumerable.Range(0, (int)range.Pages).Select(i => range.Start + i);
}
