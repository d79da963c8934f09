using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>Closed forms to the picosecond, noise off. The bench image lists 5 + 2 + 100 + 200 pages on x86, two less 5 on arm64.</summary>
public static class RelocationTests
{
    private const Architecture Arm64 = Architecture.Arm64;
    private const long Call = 7 * Bench.Microsecond;
    private const long Run = Bench.Microsecond;
    private const long Scattered = 2 * Bench.Microsecond;

    /// <summary>307 pages are one run: one scattered page, 306 behind one another.</summary>
    [Fact]
    public static void A_cold_copy_is_the_call_and_the_sum_over_pages() =>
        RequireRelocation(Call + Scattered + 306 * Run, Bench.Scenario("7.2"));

    /// <summary>1307 pages are three runs, of 600, 600 and 107.</summary>
    [Fact]
    public static void The_first_page_of_each_run_is_scattered() =>
        RequireRelocation(Call + 3 * Scattered + 1_304 * Run, Bench.Scenario("7.2", initrd: 1_200));

    [Fact]
    public static void In_fragmented_memory_every_page_is_scattered()
    {
        Scenario scenario = Bench.Scenario("7.2");
        scenario = scenario with { Memory = scenario.Memory with { Fragmentation = 1 } };
        RequireRelocation(Call + 307 * Scattered, scenario);
    }

    /// <summary>On shipped medians, where nothing is round.</summary>
    [Theory]
    [InlineData("zen4-vm", 0)]
    [InlineData("x86_64-class", 0)]
    [InlineData("intel-server", 0)]
    [InlineData("arm64-class", 1)]
    [InlineData("stingray", 1)]
    [InlineData("arm64-128c", 1)]
    public static void The_same_on_shipped_machines(string name, int arm64)
    {
        MachineProfile machine = MachineProfiles.Get(name);
        Scenario scenario = Bench.Scenario("7.2", machine.Architecture, initrd: 20_000) with
        {
            Machine = machine,
        };
        long pages = scenario.Image.Pages.Pages;
        long clean = 0;
        if (arm64 == 1)
        {
            clean = (long)(
                64 * machine[MachineParameters.CleanLine].Value
                + machine[MachineParameters.CleanBarrier].Value
            );
        }

        long call = (long)machine[MachineParameters.RelocationCall].Value;
        RequireRelocation(call + new ClassCosts(machine).Cold(pages) + pages * clean, scenario);
    }

    /// <summary>
    /// What one copy misses, 1 us in a run and 2 scattered, and two copies of hot pages of 50 ns.
    /// </summary>
    [Fact]
    public static void Before_6_14_two_more_copies_of_a_page_are_hot()
    {
        RequireRelocation(Call + Scattered + 306 * Run + 307 * 100_000, Bench.Scenario("6.13"));
        RequireRelocation(Call + Scattered + 306 * Run, Bench.Scenario("6.14"));
        RequireRelocation(Call + Scattered + 306 * Run, Bench.Scenario("6.13+single-copy"));
    }

    /// <summary>302 pages, each with 64 lines of 10 ns and a barrier of 60 ns.</summary>
    [Fact]
    public static void On_arm64_each_line_is_cleaned_and_each_page_has_a_barrier() =>
        RequireRelocation(
            Call + Scattered + 301 * Run + 302 * 700 * Bench.Nanosecond,
            Bench.Scenario("7.2", Arm64)
        );

    [Fact]
    public static void With_the_MMU_off_every_page_costs_the_uncached_rate()
    {
        long expected = Call + 302 * Bench.Millisecond;
        RequireRelocation(expected, Bench.Scenario("5.15", Arm64));
        RequireRelocation(expected, Bench.Scenario("7.2+mmu-off", Arm64));
        RequireRelocation(
            expected,
            Bench.Scenario("5.15", Arm64) with
            {
                SourceCache = SourceCache.Warm,
            }
        );
        Assert.NotEqual(expected, Bench.Scenario("5.16", Arm64).Outcome().Ps(Phase.Relocation));
    }

    [Theory]
    [InlineData("7.2", Architecture.X86_64)]
    [InlineData("7.3", Architecture.X86_64)]
    [InlineData("7.2", Arm64)]
    [InlineData("7.2+mmu-off", Arm64)]
    public static void An_empty_list_costs_the_call_alone(string kernel, Architecture arch) =>
        RequireRelocation(Call, Bench.Scenario(kernel, arch).InCma());

    /// <summary>The page is its own, already read destination: 1 - 0.5/4 us in a run, 2 - 1.5/4 us scattered.</summary>
    [Fact]
    public static void A_page_that_is_its_own_destination_is_copied_onto_itself()
    {
        RequireRelocation(Call + 1_625_000 + 306 * 875_000, Bench.Scenario("7.2"), own: 307);
    }

    /// <summary>Of 307 pages 154 are their own; the overlay leaves the other 153.</summary>
    [Fact]
    public static void The_overlay_skips_pages_that_are_their_own_destination()
    {
        Scenario scenario = Bench.Scenario("7.2+skip-own-destination");
        RequireRelocation(Call, scenario, own: 307);
        RequireRelocation(Call + Scattered + 152 * Run, scenario, own: 154);
        RequireRelocation(Call + Scattered + 306 * Run, scenario);
    }

    [Fact]
    public static void Batching_runs_pays_the_scattered_page_and_then_the_batched_rate() =>
        RequireRelocation(
            Call + Scattered + 306 * 100 * Bench.Nanosecond,
            Bench.Scenario("7.2+batch-runs")
        );

    /// <summary>Warm: the source is read from the cache, the destination, untouched since the load, is not.</summary>
    [Fact]
    public static void Warm_sources_are_forced_whatever_the_time_and_size()
    {
        Scenario scenario = Bench.Scenario("7.2") with { SourceCache = SourceCache.Warm };
        RequireRelocation(Call + 875_000 + 306 * 625_000, scenario);
    }

    /// <summary>Purgatory, boot parameters and kernel in CMA, the initrd not: 600 pages are copied, one run.</summary>
    [Theory]
    [InlineData("7.2")]
    [InlineData("7.3")]
    public static void Of_a_mixed_image_only_the_listed_segment_is_copied(string kernel)
    {
        Scenario scenario = Bench.Scenario(kernel, initrd: 600);
        scenario = scenario with
        {
            Memory = scenario.Memory with { CmaArea = new PageCount(400).Size },
        };
        RequireRelocation(Call + Scattered + 599 * Run, scenario);
        Assert.True(scenario.Outcome() is { AnyInCma: true, AllInCma: false });
    }

    [Fact]
    public static void KHO_and_the_classic_call_copy_everything()
    {
        long expected = Call + Scattered + 306 * Run;
        Scenario roomy = Bench.Scenario("7.3").InCma();
        RequireRelocation(expected, roomy with { Kho = true });
        RequireRelocation(expected, roomy with { ClassicSyscall = true });
        RequireRelocation(expected, roomy.Listed());
    }

    /// <summary>Padding is copied like content: the cost is over memsz.</summary>
    [Fact]
    public static void Padding_is_copied_too()
    {
        Scenario scenario = Bench.Scenario("7.2");
        KexecImage little = Bench.Image(Architecture.X86_64, 100, 1, 200);
        RequireRelocation(Call + Scattered + 306 * Run, scenario with { Image = little });
    }

    private static void RequireRelocation(long picoseconds, Scenario scenario, long own = 0)
    {
        MachineDraw draw = MachineDraw.Medians(scenario.Machine);
        HotPhaseOutcome outcome = HotPhaseSimulation.Run(scenario.Laid(draw, own), draw);
        Assert.Equal(picoseconds, outcome.Ps(Phase.Relocation));
    }
}
