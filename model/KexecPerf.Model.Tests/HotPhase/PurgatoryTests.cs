using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>
/// 19 us to pass through; a page takes 10 us to hash and 160 ns more from memory; all 307 pages but the purgatory's 5 are hashed.
/// </summary>
public static class PurgatoryTests
{
    private const long Call = 19 * Bench.Microsecond;
    private const long Page = 10 * Bench.Microsecond;
    private const long Miss = 160 * Bench.Nanosecond;

    [Fact]
    public static void From_memory_it_is_hash_and_miss_of_all_pages_but_its_own() =>
        RequirePurgatory(Call + 302 * (Page + Miss), Bench.Scenario("7.2").InCma());

    /// <summary>On shipped medians, where nothing is round: each page is rounded half up to the picosecond, not the sum.</summary>
    [Theory]
    [InlineData("zen4-vm")]
    [InlineData("amd-server-96c")]
    [InlineData("intel-server")]
    public static void The_same_on_shipped_machines(string name)
    {
        MachineProfile machine = MachineProfiles.Get(name);
        long page =
            ClassCosts.Page(machine[MachineParameters.HashScalar].Value)
            + (long)machine[MachineParameters.HashMiss].Value;
        long call = (long)machine[MachineParameters.PurgatoryCall].Value;
        RequirePurgatory(
            call + 302 * page,
            Bench.Scenario("7.2").InCma() with
            {
                Machine = machine,
            }
        );
    }

    /// <summary>The copy leaves a small image cached, so the hash does not wait.</summary>
    [Fact]
    public static void After_a_copy_of_a_small_image_it_is_the_hash_alone() =>
        RequirePurgatory(Call + 302 * Page, Bench.Scenario("7.2"));

    /// <summary>The initrd of 80,000 pages is ten caches: what the copy left of a page is gone when its hash comes.</summary>
    [Fact]
    public static void After_a_copy_of_a_large_image_it_waits_for_memory()
    {
        RequirePurgatory(Call + 80_102 * (Page + Miss), Bench.Scenario("7.2", initrd: 80_000));
    }

    [Fact]
    public static void The_overlay_hashes_at_the_accelerated_rate() =>
        RequirePurgatory(Call + 302 * Bench.Microsecond, Bench.Scenario("7.2+accelerated-hash"));

    [Fact]
    public static void On_7_3_with_all_in_CMA_or_KHO_there_is_nothing_to_check()
    {
        RequirePurgatory(Call, Bench.Scenario("7.3").InCma());
        RequirePurgatory(Call, Bench.Scenario("7.3") with { Kho = true });
        RequirePurgatory(Call, Bench.Scenario("7.2+no-digest"));
        RequirePurgatory(Call + 302 * (Page + Miss), Bench.Scenario("7.3+keep-digest").InCma());
        RequirePurgatory(Call + 302 * Page, Bench.Scenario("7.3"));
    }

    /// <summary>Kernel and parameters stay in CMA (102 pages from memory), the initrd was just copied (600 cached).</summary>
    [Theory]
    [InlineData("7.2")]
    [InlineData("7.3")]
    public static void One_listed_segment_brings_the_hash_back_over_everything(string kernel)
    {
        Scenario scenario = Bench.Scenario(kernel, initrd: 600);
        scenario = scenario with
        {
            Memory = scenario.Memory with { CmaArea = new PageCount(400).Size },
        };
        RequirePurgatory(Call + 102 * (Page + Miss) + 600 * Page, scenario);
    }

    [Theory]
    [InlineData("5.15")]
    [InlineData("7.2")]
    public static void On_arm64_there_is_none(string kernel) =>
        RequirePurgatory(0, Bench.Scenario(kernel, Architecture.Arm64));

    [Fact]
    public static void A_mismatch_is_reported_and_does_not_boot()
    {
        Scenario scenario = Bench.Scenario("7.2").InCma() with { InitOnAlloc = false };
        scenario = scenario with { Memory = scenario.Memory with { CmaDirty = true } };
        HotPhaseOutcome outcome = scenario.Outcome();
        Assert.True(outcome.PurgatoryHang);
        Assert.False(outcome.Boots);
        Assert.False((scenario with { InitOnAlloc = true }).Outcome().PurgatoryHang);
    }

    private static void RequirePurgatory(long picoseconds, Scenario scenario) =>
        Assert.Equal(picoseconds, scenario.Outcome().Ps(Phase.Purgatory));
}
