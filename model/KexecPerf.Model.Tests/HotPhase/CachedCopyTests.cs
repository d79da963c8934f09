using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>What the load leaves in the cache, what is left of it at the exec, and what a copy does to its own sources.</summary>
public static class CachedCopyTests
{
    private const long Call = 7 * Bench.Microsecond;

    /// <summary>Sources just written, destinations not: 0.625 us in a run, 0.875 us scattered.</summary>
    private const long WarmSmall = Call + 875_000 + 306 * 625_000;

    private const long ColdSmall = Call + 2_000_000 + 306 * 1_000_000;

    [Fact]
    public static void A_small_image_executed_at_once_is_copied_from_the_cache() =>
        RequireRelocation(WarmSmall, AtOnce("7.2", 200));

    [Fact]
    public static void After_a_long_wait_it_is_copied_from_memory() =>
        RequireRelocation(ColdSmall, Bench.Scenario("7.2"));

    [Fact]
    public static void Cold_forces_it_from_memory() =>
        RequireRelocation(ColdSmall, AtOnce("7.2", 200) with { SourceCache = SourceCache.Cold });

    /// <summary>On 6.4 to 6.17 only the stopping CPUs flush, and a machine of one has none.</summary>
    [Theory]
    [InlineData("6.17", 4, true)]
    [InlineData("6.17", 1, false)]
    [InlineData("6.18", 4, true)]
    [InlineData("6.18", 1, true)]
    [InlineData("6.4+single-copy", 4, true)]
    public static void After_WBINVD_it_is_copied_from_memory(string kernel, int cpus, bool flushed)
    {
        Scenario scenario = AtOnce(kernel, 200);
        MachineProfile machine = scenario.Machine with
        {
            Cpus = cpus,
            Cache = scenario.Machine.Cache with { Incoherent = true },
        };
        long wbinvd = scenario.Kernel.WbinvdBeforeRelocation ? 3 * Bench.Millisecond : 0;
        RequireRelocation(
            wbinvd + (flushed ? ColdSmall : WarmSmall),
            scenario with
            {
                Machine = machine,
            }
        );
    }

    /// <summary>An image of 4 caches: its first sources were pushed out by its last, and its last by the copy of its first.</summary>
    [Fact]
    public static void A_large_image_loses_its_warm_sources_on_the_way()
    {
        Scenario large = AtOnce("7.2", 32_768);
        long pages = large.Image.Pages.Pages;
        long runs = (pages + 599) / 600;
        long cold = Call + runs * 2_000_000 + (pages - runs) * 1_000_000;
        Assert.InRange(large.Outcome().Ps(Phase.Relocation), (long)(0.99 * cold), cold);
        Scenario warm = large with { SourceCache = SourceCache.Warm };
        RequireRelocation(Call + runs * 875_000 + (pages - runs) * 625_000, warm);
    }

    /// <summary>Every level in between, on both architectures, with and without segments in CMA, at several waits.</summary>
    [Theory]
    [InlineData("7.2", Architecture.X86_64, 200, 0, 0)]
    [InlineData("7.2", Architecture.X86_64, 4_000, 0, 0)]
    [InlineData("7.2", Architecture.X86_64, 12_000, 0, 0)]
    [InlineData("7.2", Architecture.X86_64, 4_000, 3, 0)]
    [InlineData("7.2", Architecture.X86_64, 4_000, 8, 0)]
    [InlineData("7.2", Architecture.X86_64, 4_000, 15, 0)]
    [InlineData("7.2", Architecture.X86_64, 3_000, 2, 400)]
    [InlineData("7.2", Architecture.X86_64, 3_000, 2, 9_000)]
    [InlineData("7.3", Architecture.X86_64, 9_000, 0, 400)]
    [InlineData("7.2", Architecture.Arm64, 4_000, 0, 0)]
    [InlineData("7.2", Architecture.Arm64, 12_000, 0, 0)]
    [InlineData("7.2", Architecture.Arm64, 3_000, 5, 300)]
    public static void Every_level_agrees_with_an_independent_account(
        string kernel,
        Architecture architecture,
        long initrd,
        long waitMilliseconds,
        long areaPages
    )
    {
        Scenario scenario = Bench.Scenario(kernel, architecture, initrd) with
        {
            ExecAfter = SimTime.FromMilliseconds(waitMilliseconds),
        };
        scenario = scenario with
        {
            Memory = scenario.Memory with { CmaArea = new PageCount(areaPages).Size },
        };
        HotPhaseOutcome outcome = scenario.Outcome();
        var oracle = new CacheOracle(scenario);
        Assert.Equal(oracle.Relocate(), outcome.Ps(Phase.Relocation));
        Assert.Equal(oracle.Hash(), outcome.Ps(Phase.Purgatory));
    }

    /// <summary>The load reads a buffer page for a page with content and none for padding, so padding ages the cache half as much.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(3_000)]
    [InlineData(5_000)]
    public static void Padding_is_written_at_load_but_read_from_nowhere(long content)
    {
        Scenario scenario = AtOnce("7.2", 200) with
        {
            Image = Bench.Image(Architecture.X86_64, 5_000, content, 200),
        };
        RequireRelocation(new CacheOracle(scenario).Relocate(), scenario);
    }

    /// <summary>
    /// Source in the cache, destination in memory: 1 - 0.5 x 3/4 = 0.625 us, the first, scattered,
    /// 2 - 1.5 x 3/4 = 0.875; and two copies of hot pages of 50 ns each.
    /// </summary>
    [Fact]
    public static void Three_copies_miss_what_one_misses() =>
        RequireRelocation(Call + 875_000 + 306 * 625_000 + 307 * 100_000, AtOnce("6.13", 200));

    /// <summary>A CMA segment is written in place at load, so its hash can find it cached; after a minute it cannot.</summary>
    [Fact]
    public static void A_segment_in_CMA_is_hashed_from_where_the_load_left_it()
    {
        Scenario atOnce = AtOnce("7.2", 200).InCma();
        Assert.Equal((19 + 3_020) * Bench.Microsecond, atOnce.Outcome().Ps(Phase.Purgatory));
        Scenario later = Bench.Scenario("7.2").InCma();
        Assert.Equal(
            (19_000 + 302 * 10_160) * Bench.Nanosecond,
            later.Outcome().Ps(Phase.Purgatory)
        );
    }

    private static Scenario AtOnce(string kernel, long initrd) =>
        Bench.Scenario(kernel, initrd: initrd) with
        {
            ExecAfter = SimTime.Zero,
        };

    private static void RequireRelocation(long picoseconds, Scenario scenario) =>
        Assert.Equal(picoseconds, scenario.Outcome().Ps(Phase.Relocation));
}
