using CsCheck;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Tests.Engine;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Memory;

/// <summary>What holds of every drawn memory.</summary>
public static class PhysicalMemoryTests
{
    private const long Everything = 1L << 40;

    /// <summary>Pages that one of boot's small runs takes on a zone nobody used otherwise.</summary>
    private const long BootStretch = 128;

    /// <summary>What is left of the scattered pages when they are cut into runs.</summary>
    private const long LastRun = 600;

    [Fact]
    public static void Free_runs_lie_apart_in_RAM_and_outside_the_area() =>
        ForAll(s =>
        {
            PhysicalMemory memory = s.Draw(s.Memory);
            PageRange[] runs = [.. memory.FreeRuns.OrderBy(r => r.Start)];
            PageRange area = memory.Area is { } a ? new PageRange(a.Start, a.Pages) : default;
            for (int i = 0; i < runs.Length; i++)
            {
                bool apart = i == 0 || runs[i - 1].End <= runs[i].Start;
                bool inside =
                    Inside(runs[i], memory.Layout.Low) || Inside(runs[i], memory.Layout.Normal);
                if (runs[i].Pages <= 0 || !apart || !inside || runs[i].Overlaps(area))
                {
                    Assert.Fail($"{s}: {runs[Math.Max(0, i - 1)]}, {runs[i]}");
                }
            }

            Assert.True(
                area.Pages == 0
                    || Inside(area, memory.Layout.Low)
                    || Inside(area, memory.Layout.Normal),
                s.ToString()
            );
        });

    /// <summary>The highest zone first, since ordinary allocations start there.</summary>
    [Fact]
    public static void Runs_of_the_highest_zone_come_first() =>
        ForAll(s =>
        {
            PhysicalMemory memory = s.Draw(s.Memory);
            bool[] normal = [.. memory.FreeRuns.Select(r => r.Start >= memory.Layout.Normal.Start)];
            Assert.Equal(normal.OrderDescending(), normal);
        });

    /// <summary>What is handed out, the low watermark, boot's use and the area fit into the zone; with the runs' pages at hand.</summary>
    [Fact]
    public static void Watermarks_are_kept_back() =>
        ForAll(s =>
        {
            PhysicalMemory memory = s.Draw(s.Memory);
            long all = memory.Layout.Low.Pages + memory.Layout.Normal.Pages;
            foreach (PageRange zone in new[] { memory.Layout.Low, memory.Layout.Normal })
            {
                bool low = zone == memory.Layout.Low;
                long free = low ? memory.FreeInLow : memory.FreeInNormal;
                long area =
                    memory.Area is { } a && Inside(new PageRange(a.Start, a.Pages), zone)
                        ? a.Pages
                        : 0;
                long used = (long)((zone.Pages - area) * s.Memory.Pressure * 0.99);
                Assert.True(free >= 0, s.ToString());
                if (s.Memory.Zones is null && free > 0)
                {
                    Assert.True(
                        free + Watermarks.Low(zone.Pages, all) + area + used / 2 <= zone.Pages,
                        $"{s}: {free} of {zone.Pages}"
                    );
                }

                long atHand = memory.FreeRuns.Where(r => Inside(r, zone)).Sum(r => r.Pages);
                long boot = s.BootFragments * BootStretch;
                Assert.True(atHand >= free - boot - LastRun, $"{s}: {atHand} for {free}");
            }
        });

    /// <summary>What somebody wants is there, in as many runs as it takes and not all there are.</summary>
    [Fact]
    public static void Runs_that_nobody_wants_are_not_laid_out() =>
        ForAll(s =>
        {
            PhysicalMemory all = s.Draw(s.Memory);
            PhysicalMemory some = s.Draw(s.Memory, 500);
            Assert.True(
                some.FreeRuns.Sum(r => r.Pages) >= Math.Min(500, all.FreeRuns.Sum(r => r.Pages))
            );
            Assert.Equal(
                (all.FreeInLow, all.FreeInNormal, all.BelowLow, all.Clean),
                (some.FreeInLow, some.FreeInNormal, some.BelowLow, some.Clean)
            );
            Assert.True(some.FreeRuns.Count() <= 20_000, $"{some.FreeRuns.Count()}");
        });

    [Fact]
    public static void The_same_draw_gives_the_same_memory_and_another_draw_another() =>
        ForAll(s =>
        {
            PhysicalMemory memory = s.Draw(s.Memory);
            PhysicalMemory again = s.Draw(s.Memory);
            Assert.Equal(memory.FreeRuns, again.FreeRuns);
            Assert.Equal((memory.BelowLow, memory.Clean), (again.BelowLow, again.Clean));
            Assert.Equal(
                (memory.Area?.Used, memory.Area?.NeedTarget),
                (again.Area?.Used, again.Area?.NeedTarget)
            );
            if (s.Memory.Fragmentation > 0 && memory.FreeRuns.Count() > 20)
            {
                PhysicalMemory other = (s with { Seed = s.Seed + 1 }).Draw(s.Memory);
                Assert.False(memory.FreeRuns.SequenceEqual(other.FreeRuns), s.ToString());
            }
        });

    [Fact]
    public static void More_pressure_leaves_less_free_and_more_to_reclaim() =>
        ForAll(s =>
        {
            double more = s.Memory.Pressure + (1 - s.Memory.Pressure) * 0.3;
            PhysicalMemory easy = s.Draw(s.Memory with { Zones = null });
            PhysicalMemory hard = s.Draw(s.Memory with { Zones = null, Pressure = more });
            Assert.True(hard.FreeInLow <= easy.FreeInLow, s.ToString());
            Assert.True(hard.FreeInNormal <= easy.FreeInNormal, s.ToString());
            Assert.True(hard.BelowLow <= easy.BelowLow, s.ToString());
            Assert.True(hard.Clean >= easy.Clean, s.ToString());
            Assert.True(hard.Swappable >= easy.Swappable, s.ToString());
        });

    /// <summary>
    /// 8 GiB of which 5 above 4 GiB, 1,310,720 pages. Boot took a memory map of 64 bytes for each
    /// of all 2,097,152 pages, 32,768 pages, and 64 MiB, 16,384 pages. min_free_kbytes = 4 sqrt(8
    /// GiB / KiB) = 11,585, 2,896 pages, 1,810 of them this zone's; low is 1,310 more. Below 4 GiB
    /// boot took 42 MiB, 10,752 of 786,432 pages; min 1,086, low 786 more.
    /// </summary>
    [Fact]
    public static void A_host_after_boot_has_free_what_boot_and_watermarks_leave()
    {
        MemoryState memory = Bench.Scenario("7.2").Memory;
        var drawn = PhysicalMemory.Draw(
            memory,
            Architecture.X86_64,
            Everything,
            MachineDraw.Medians(Bench.X86)
        );
        Assert.Equal(1_310_720 - 32_768 - 16_384 - 1_810 - 1_310, drawn.FreeInNormal);
        Assert.Equal(786_432 - 10_752 - 1_086 - 786, drawn.FreeInLow);
        Assert.Equal((1_310 + 786, 0, 0), (drawn.BelowLow, drawn.Clean, drawn.Swappable));
    }

    /// <summary>Of one page up to 63, in stretches of 128 from the zone's start; the highest first, and the rest in one run behind.</summary>
    [Fact]
    public static void Boot_leaves_runs_of_every_length_below_64_pages()
    {
        SortedSet<long> lengths = [];
        for (ulong seed = 0; seed < 200; seed++)
        {
            MemoryState memory = Bench.Scenario("7.2").Memory;
            PhysicalMemory drawn = Sample.Draw(memory, Architecture.X86_64, Everything, seed);
            long start = drawn.Layout.Normal.Start;
            PageRange[] runs = [.. drawn.FreeRuns.Where(r => r.Start >= start)];
            lengths.UnionWith(runs[..^1].Select(r => r.Pages));
            Assert.Equal(
                Enumerable.Range(0, runs.Length - 1).Select(i => start + 128 * i).Reverse(),
                runs[..^1].Select(r => r.Start)
            );
            Assert.Equal(start + 128 * (runs.Length - 1), runs[^1].Start);
        }

        Assert.Equal(Enumerable.Range(1, 63).Select(n => (long)n), lengths);
    }

    /// <summary>A host's counts: each block once, smallest first, down to the watermark; what was known of use is not asked.</summary>
    [Fact]
    public static void A_hosts_blocks_are_all_there() =>
        Gen.Select(
                Gen.Int[0, 400].Array[11],
                Gen.Int[0, 5_000],
                Gen.Bool,
                Gen.Double[0, 1],
                Gen.ULong
            )
            .Sample(
                (blocks, watermark, hole, clean, seed) =>
                {
                    var counts = new ZoneCounts(
                        "Normal",
                        1L << 20,
                        watermark,
                        watermark / 2,
                        [.. blocks.Select(b => (long)b)],
                        []
                    );
                    long free = blocks.Select((b, order) => (long)b << order).Sum();
                    var memory = new MemoryState
                    {
                        Ram = ByteSize.FromGiB(9),
                        CmaArea = hole ? ByteSize.FromGiB(1) : ByteSize.Zero,
                        Zones = [counts],
                        Pressure = 1,
                        Mix = MemoryMix.AllAnonymous.With(MemoryMix.Parse("clean=100%"), clean),
                    };
                    PhysicalMemory drawn = Sample.Draw(
                        memory,
                        Architecture.X86_64,
                        Everything,
                        seed
                    );
                    PageRange[] normal =
                    [
                        .. drawn.FreeRuns.Where(r => r.Start >= drawn.Layout.Normal.Start),
                    ];
                    Assert.Equal(free, normal.Sum(r => r.Pages));
                    Assert.Equal(Math.Max(0, free - watermark), drawn.FreeInNormal);
                    Assert.Equal(
                        Math.Max(0, Math.Min(free, watermark) - watermark / 2),
                        drawn.BelowLow
                    );
                    Assert.Equal(
                        blocks.SelectMany((b, order) => Enumerable.Repeat(1L << order, b)),
                        normal.Select(r => r.Pages)
                    );
                    long used = Math.Max(0, (hole ? 3L << 18 : 1L << 20) - free);
                    Assert.InRange(drawn.Clean - (long)(used * clean), -1, 3L << 18);
                    RequireApart(normal);
                },
                iter: Effort.Of(100, 2_000)
            );

    /// <summary>A zone's state on a larger host is cut to what there is here.</summary>
    [Fact]
    public static void More_blocks_than_RAM_are_cut()
    {
        var memory = new MemoryState
        {
            Ram = ByteSize.FromGiB(4),
            CmaArea = ByteSize.Zero,
            Zones =
            [
                new ZoneCounts(
                    "Normal",
                    1L << 22,
                    1_000,
                    800,
                    [50],
                    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4_000]
                ),
            ],
        };
        PhysicalMemory drawn = Sample.Draw(memory, Architecture.X86_64, Everything, 1);
        PageRange[] normal = [.. drawn.FreeRuns.Where(r => r.Start >= drawn.Layout.Normal.Start)];
        RequireApart(normal);
        Assert.All(normal, r => Assert.True(Inside(r, drawn.Layout.Normal)));
        Assert.InRange(drawn.FreeInNormal, 1L << 17, (1L << 18) - 1_000);
    }

    private static void RequireApart(PageRange[] runs)
    {
        PageRange[] sorted = [.. runs.OrderBy(r => r.Start)];
        Assert.All(
            sorted.Zip(sorted.Skip(1)),
            p => Assert.False(p.First.Overlaps(p.Second), p.ToString())
        );
    }

    private static bool Inside(PageRange range, PageRange zone) =>
        range.Start >= zone.Start && range.End <= zone.End;

    private static void ForAll(Action<Sample> check) =>
        Gen.ULong.Select(Sample.Of).Sample(check, iter: Effort.Of(80, 1_600));

    private sealed record Sample(MemoryState Memory, Architecture Architecture, ulong Seed)
    {
        public static Sample Of(ulong seed)
        {
            var random = new SplitMix(seed);
            bool bothZones = random.Next(4) == 0;
            var ram = new PageCount((bothZones ? 3L << 18 : 20_000) + random.Next(150_000));
            long area = random.Next(3) switch
            {
                0 => 0,
                1 => random.Next(100_000),
                _ => (long)(random.NextDouble() * ram.Pages),
            };
            double Share() =>
                random.Next(4) switch
                {
                    0 => 0,
                    1 => 1,
                    _ => random.NextDouble(),
                };
            return new Sample(
                new MemoryState
                {
                    Ram = ram.Size,
                    CmaArea = new PageCount(area).Size,
                    CmaOccupancy = Share(),
                    Pressure = Share(),
                    Mix = RandomMix.Of(random),
                    Fragmentation = Share(),
                    AreaBelow4G = Share(),
                },
                random.Next(2) == 0 ? Architecture.X86_64 : Architecture.Arm64,
                seed
            );
        }

        /// <summary>Drawn, since the tail of a parameter's range has no end.</summary>
        public long BootFragments =>
            MachineDraw
                .Of(Bench.Of(Architecture), Seed, 0)
                .Count(LoadParameters.MemoryBootFragments);

        public PhysicalMemory Draw(MemoryState memory, long wanted = Everything) =>
            Draw(memory, Architecture, wanted, Seed);

        public static PhysicalMemory Draw(
            MemoryState memory,
            Architecture architecture,
            long wanted,
            ulong seed
        ) =>
            PhysicalMemory.Draw(
                memory,
                architecture,
                wanted,
                MachineDraw.Of(Bench.Of(architecture), seed, 0)
            );
    }
}
