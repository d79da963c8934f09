using CsCheck;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Tests.Engine;
using KexecPerf.Model.Tests.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>Memory at its ends: an outcome always, never an exception, and soon.</summary>
public static class ExtremeLoadTests
{
    [Fact]
    public static void Any_memory_gives_an_outcome()
    {
        long failed = 0;
        Gen.ULong.Sample(
            seed =>
            {
                Scenario scenario = Extreme(new SplitMix(seed));
                LoadedImage image = LoadedImage.Load(
                    scenario,
                    MachineDraw.Of(scenario.Machine, seed, 0)
                );
                PlacementTrial trial = PlacementTrial.Run(
                    scenario,
                    MachineDraw.Of(scenario.Machine, seed, 0)
                );
                LoadOutcome load = image.Outcome;
                Assert.True(
                    load.Total > SimTime.Zero && load.Copied.Bytes > 0,
                    scenario.Memory.ToString()
                );
                Assert.Equal(image.AllInCma, trial.AllInCma);
                Assert.Equal(image.ListedPages.Pages, image.Runs.Pages);
                Interlocked.Add(ref failed, load.Fails ? 1 : 0);
            },
            iter: Effort.Of(120, 6_000),
            threads: 2
        );
        Assert.InRange(failed, Effort.Rare(7) + 1, Effort.Of(116, 5_800));
    }

    /// <summary>64 TiB of short-term pins: every candidate is counted, and its time, years, is cut.</summary>
    [Fact]
    public static void A_pinned_terabyte_area_is_no_endless_search()
    {
        Scenario scenario = Bench
            .Scenario("7.2")
            .With(m =>
                m with
                {
                    Ram = new ByteSize(64L << 40),
                    CmaArea = new ByteSize(32L << 40),
                    CmaPinned = 1L << 33,
                    CmaOccupancy = 1,
                }
            );
        LoadOutcome load = LoadedImage
            .Load(scenario, MachineDraw.Medians(scenario.Machine))
            .Outcome;
        Assert.Equal(
            (1L << 33) - 4 + (1L << 33) - 1 + (1L << 25) + (1L << 33) - 199,
            load.FailedCandidates
        );
        Assert.True(
            load.CmaAllocation > SimTime.FromMilliseconds(86_400_000),
            load.CmaAllocation.ToString()
        );
    }

    [Fact]
    public static void More_pins_than_can_be_drawn_are_refused_unless_all_pages_are()
    {
        Scenario Pinned(long pins) =>
            Bench
                .Scenario("7.2")
                .With(m => m with { CmaArea = ByteSize.FromGiB(5), CmaPinned = pins });
        MachineDraw draw = MachineDraw.Medians(Bench.X86);
        Assert.False(LoadedImage.Load(Pinned(5L << 18), draw).AllInCma);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            LoadedImage.Load(Pinned(CmaArea.MostPins + 1), draw)
        );
    }

    /// <summary>No memory for the list: the load says so, and the image still has a size.</summary>
    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, true)] // a page of cache: too few
    [InlineData(100_000, 0, false)]
    public static void Out_of_memory_is_an_outcome(long free, long clean, bool fails)
    {
        Scenario scenario = Bench.Scenario("7.2");
        var memory = new PhysicalMemory(
            new MemoryLayout(scenario.Memory.Ram, Architecture.X86_64),
            null,
            free > 0 ? [new PageRange(1 << 20, free)] : [],
            free,
            0
        )
        {
            Clean = clean,
        };
        LoadedImage image = LoadedImage.Load(
            scenario,
            memory,
            MachineDraw.Medians(scenario.Machine)
        );
        Assert.Equal(fails, image.Outcome.OutOfMemory);
        Assert.Equal(307, image.Runs.Pages);
        Assert.Equal(
            !fails,
            HotPhaseSimulation.Run(image, MachineDraw.Medians(scenario.Machine)).Boots
        );
    }

    private static Scenario Extreme(SplitMix random)
    {
        Architecture architecture = random.Next(3) == 0 ? Architecture.Arm64 : Architecture.X86_64;
        long ram = 64L << (20 + random.Next(21));
        long area = random.Next(5) switch
        {
            0 => ram,
            1 => 0,
            2 => 3L << 30,
            3 => 1L << (12 + random.Next(30)),
            _ => (long)(ram * random.NextDouble()),
        };
        double Share() =>
            random.Next(3) switch
            {
                0 => 0,
                1 => 1,
                _ => random.NextDouble(),
            };
        long most = random.Next(6) == 0 ? 4_000_000_000 : 100_000_000;
        Scenario scenario = Bench.Scenario(random.Next(2) == 0 ? "7.2" : "6.12", architecture);
        return scenario with
        {
            Image = KexecImage.Create(
                architecture,
                new KernelPayload(
                    new ByteSize(1 + random.Next(1_000_000)),
                    new ByteSize(1_000_000 + random.Next(100_000_000)),
                    PayloadCompression.Gzip,
                    ByteSize.Zero,
                    "test"
                ),
                new ByteSize((long)(random.NextDouble() * most))
            ),
            CmaAlignment = 2 + random.Next(11),
            Kho = random.Next(8) == 0,
            ClassicSyscall = random.Next(8) == 0,
            Memory = new MemoryState
            {
                Ram = new ByteSize(ram),
                CmaArea = new ByteSize(area),
                CmaOccupancy = Share(),
                CmaMix = random.Next(2) == 0 ? null : RandomMix.Of(random),
                Mix = RandomMix.Of(random),
                CmaHuge = random.Next(3) == 0,
                CmaPinCluster = 1 + random.Next(9),
                CmaPinned = random.Next(4) switch
                {
                    0 => 0,
                    1 => 1L << 34,
                    2 => Math.Min(CmaArea.MostPins, area / 8_192),
                    _ => random.Next(100),
                },
                CmaHeld = random.Next(3) == 0 ? (long)(area / 4_096 * random.NextDouble()) : 0,
                Pressure = Share(),
                Fragmentation = Share(),
                AreaBelow4G = Share(),
            },
        };
    }
}
