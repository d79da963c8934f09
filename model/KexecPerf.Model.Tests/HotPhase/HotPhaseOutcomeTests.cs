using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>Whether a kexec took a time, and whether it boots: what is certain, and what nobody knows.</summary>
public static class HotPhaseOutcomeTests
{
    private static readonly HotPhaseOutcome Plain = Bench.Scenario("7.2").Outcome();

    [Fact]
    public static void One_certain_fault_is_enough_whatever_is_open()
    {
        HotPhaseOutcome[] faulty =
        [
            Plain with
            {
                CpuStopHang = true,
            },
            Plain with
            {
                PurgatoryHang = true,
            },
            Plain with
            {
                KernelTooLow = true,
            },
            Plain with
            {
                InitrdPagesOverwritten = 1,
            },
            Plain with
            {
                Load = new LoadOutcome { OutOfMemory = true },
            },
        ];
        foreach (HotPhaseOutcome outcome in faulty)
        {
            Assert.Equal((false, false), (outcome.Boots, outcome.IsUncertain));
            Assert.All(Open(outcome), o => Assert.Equal((false, false), (o.Boots, o.IsUncertain)));
        }
    }

    [Fact]
    public static void One_open_question_is_enough_to_be_uncertain()
    {
        Assert.Equal((true, false), (Plain.Boots, Plain.IsUncertain));
        Assert.All(Open(Plain), o => Assert.Equal((false, true), (o.Boots, o.IsUncertain)));
    }

    /// <summary>A digest that does not match comes after all that is timed.</summary>
    [Fact]
    public static void Only_a_load_that_fails_or_a_hang_before_the_copy_leaves_no_times()
    {
        Assert.True(Plain.HasTimes);
        Assert.True((Plain with { PurgatoryHang = true }).HasTimes);
        Assert.False((Plain with { CpuStopHang = true }).HasTimes);
        Assert.False((Plain with { Load = new LoadOutcome { Refused = true } }).HasTimes);
    }

    /// <summary>More than half of RAM.</summary>
    [Fact]
    public static void A_load_that_is_refused_says_so_and_takes_nothing()
    {
        Scenario scenario = Bench.Scenario("7.2", initrd: 200_000);
        scenario = scenario with { Memory = scenario.Memory with { Ram = ByteSize.FromGiB(1) } };
        MachineDraw draw = MachineDraw.Medians(scenario.Machine);
        HotPhaseOutcome outcome = HotPhaseSimulation.Run(LoadedImage.Load(scenario, draw), draw);
        Assert.True(outcome.Load.Refused);
        Assert.Equal(SimTime.Zero, outcome.Downtime);
    }

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(1, true, false)]
    [InlineData(1_024, true, true)]
    public static void What_is_in_CMA_is_said(long areaMiB, bool any, bool all)
    {
        Scenario scenario = Bench.Scenario("7.3");
        scenario = scenario with
        {
            Memory = scenario.Memory with { CmaArea = ByteSize.FromMiB(areaMiB) },
        };
        HotPhaseOutcome outcome = scenario.Outcome();
        Assert.Equal((any, all), (outcome.AnyInCma, outcome.AllInCma));
    }

    private static HotPhaseOutcome[] Open(HotPhaseOutcome outcome) =>
        [
            outcome with
            {
                PaddingIsUnknown = true,
            },
            outcome with
            {
                IsNotCleaned = true,
            },
            outcome with
            {
                Load = outcome.Load with { NeedsMoreScratch = true },
            },
        ];
}
