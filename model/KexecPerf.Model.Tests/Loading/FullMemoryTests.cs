using CsCheck;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Tests.Engine;
using KexecPerf.Model.Tests.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>Loads where memory is used up, and laws on what it is used for.</summary>
public static class FullMemoryTests
{
    /// <summary>
    /// Whole loads: with clean cache in place of memory that needs a target or cannot be given up,
    /// inside the area or outside, the image gets into CMA and loads wherever it did before.
    /// </summary>
    [Fact]
    public static void Clean_cache_in_place_of_other_memory_never_hurts() =>
        Nested(
            (random, hard) =>
                hard with
                {
                    Mix = Cleaner(hard.Mix, random.NextDouble()),
                    CmaMix = Cleaner(hard.CmaMix!, random.NextDouble()),
                }
        );

    [Fact]
    public static void More_process_memory_never_helps() =>
        Nested(
            (random, hard) =>
                hard with
                {
                    CmaOccupancy = hard.CmaOccupancy * random.NextDouble(),
                    Pressure = hard.Pressure * random.NextDouble(),
                },
            onlyAnonymous: true
        );

    /// <summary>
    /// Free memory outside and what the area holds stay as they are; the area grows behind that.
    /// </summary>
    [Fact]
    public static void A_bigger_area_at_equal_free_memory_outside_never_hurts()
    {
        long won = 0;
        Gen.ULong.Sample(
            seed =>
            {
                var random = new SplitMix(seed);
                long pages = 1 + random.Next(2_000);
                MemoryState small = State(random) with { CmaArea = new PageCount(pages).Size };
                MemoryState large = small with
                {
                    CmaArea = new PageCount(pages + random.Next(900)).Size,
                };
                long free = random.Next(3) == 0 ? 0 : random.Next(800);
                (long Pages, int Order)[] requests =
                [
                    .. Enumerable.Range(0, 4).Select(_ => (1L + random.Next(400), random.Next(9))),
                ];
                bool inSmall = All(small, requests, free, seed);
                bool inLarge = All(large, requests, free, seed);
                Assert.True(inLarge || !inSmall, $"{seed}: {small} but {large}, {free} free");
                Interlocked.Add(ref won, inLarge && !inSmall ? 1 : 0);
            },
            iter: Effort.Of(3_000, 60_000)
        );
        Assert.True(won > Effort.Rare(50), won.ToString());
    }

    /// <summary>
    /// Right after its like was unloaded a load finds its ranges empty: nothing to drop or move.
    /// </summary>
    [Fact]
    public static void A_load_right_after_an_unload_finds_its_range_emptied()
    {
        Scenario used = Bench
            .Scenario("7.2")
            .InCma()
            .With(m => m with { CmaOccupancy = 0.9, CmaMix = MemoryMix.Server });
        LoadOutcome first = Load(used);
        LoadOutcome again = Load(used with { Reload = true });
        Assert.True(first.Migrated > 50 && first.Dropped > 50, $"{first.Migrated}");
        Assert.Equal((0, 0), (again.Migrated, again.Dropped));
        Assert.Equal(first.Segments, again.Segments);
        Assert.True(again.CmaAllocation < first.CmaAllocation);
    }

    /// <summary>
    /// 8 GiB full of what can be dropped or swapped: the buffers' 260 pages and the list's 307 and
    /// one for itself are reclaimed, in this order of kinds. Full of what cannot, nothing loads,
    /// neither by list nor in CMA: the buffers come first.
    /// </summary>
    [Theory]
    [InlineData("clean=100%", false)]
    [InlineData("swappable=100%", false)]
    [InlineData("unmovable=100%", true)]
    [InlineData("anonymous=100%", true)]
    [InlineData("shmem=100%", true)]
    [InlineData("dirty=100%", false)]
    public static void A_full_host_loads_what_it_can_reclaim(string mix, bool fails)
    {
        Scenario full = Bench
            .Scenario("7.2")
            .With(m => m with { Pressure = 1, Mix = MemoryMix.Parse(mix) });
        Assert.Equal((fails, fails ? 0 : 260 + 307 + 1), Of(Load(full)));
        Assert.Equal((fails, fails ? 0 : 260), Of(Load(full.InCma())));

        static (bool, long) Of(LoadOutcome load) => (load.OutOfMemory, load.Reclaimed);
    }

    private static void Nested(
        Func<SplitMix, MemoryState, MemoryState> easier,
        bool onlyAnonymous = false
    )
    {
        long won = 0;
        long kept = 0;
        Gen.ULong.Sample(
            seed =>
            {
                var random = new SplitMix(seed);
                MemoryState hard = State(random) with
                {
                    Ram = ByteSize.FromMiB(64),
                    CmaArea = ByteSize.FromMiB(4 + random.Next(20)),
                    Pressure = 0.9 + 0.1 * random.NextDouble(),
                };
                hard = onlyAnonymous
                    ? hard with
                    {
                        Mix = MemoryMix.AllAnonymous,
                        CmaMix = MemoryMix.AllAnonymous,
                    }
                    : hard;
                Scenario scenario = Bench.Scenario("7.2", initrd: 1 + random.Next(900));
                LoadOutcome inHard = Load(scenario with { Memory = hard });
                LoadOutcome inEasy = Load(scenario with { Memory = easier(random, hard) });
                Assert.True(!inEasy.OutOfMemory || inHard.OutOfMemory, $"{seed}: {hard}");
                bool allHard = inHard.Segments.All(s => !s.IsListed);
                bool allEasy = inEasy.Segments.All(s => !s.IsListed);
                Assert.True(allEasy || !allHard, $"{seed}: {hard}");
                Interlocked.Add(ref won, allEasy && !allHard ? 1 : 0);
                Interlocked.Add(ref kept, allHard ? 1 : 0);
            },
            iter: Effort.Of(3_000, 60_000)
        );
        Assert.True(won > Effort.Rare(50) && kept > Effort.Rare(300), $"{won} {kept}");
    }

    private static bool All(
        MemoryState memory,
        (long Pages, int Order)[] requests,
        long free,
        ulong seed
    )
    {
        CmaArea area = CmaArea.Draw(memory, 1 << 20, 0, new RandomStream(seed, 0, "test"));
        FreePool pool = FreePool.Of(free);
        return requests.All(r => CmaRequest.Allocate(area, r.Pages, r.Order, pool).Ok);
    }

    private static MemoryState State(SplitMix random) =>
        new()
        {
            Ram = ByteSize.FromGiB(8),
            CmaArea = ByteSize.FromMiB(4),
            CmaOccupancy = new[] { 0.3, 0.6, 0.95, 1 }[random.Next(4)],
            CmaMix = RandomMix.Of(random),
            Mix = RandomMix.Of(random),
            CmaHuge = random.Next(4) == 0,
            AtomicPool = ByteSize.Zero,
        };

    /// <summary>The same mix with a share of everything else turned into clean cache.</summary>
    private static MemoryMix Cleaner(MemoryMix mix, double share) =>
        mix.With(MemoryMix.Parse("clean=100%"), share);

    private static LoadOutcome Load(Scenario scenario) =>
        LoadedImage.Load(scenario, MachineDraw.Of(scenario.Machine, 1, 0)).Outcome;
}
