using KexecPerf.Model.Images;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>x86 segments in load order: purgatory (5 pages), boot parameters (2), kernel (100 here), initrd (200 here).</summary>
public static class CmaPlacementRulesTests
{
    private static readonly Scenario Roomy = Bench.Scenario("7.2").InCma();

    [Fact]
    public static void With_an_area_and_no_rule_against_it_every_segment_may_go_to_CMA()
    {
        PlacementDecision decision = CmaPlacementRules.Decide(Roomy);
        Assert.Equal("every segment may go to CMA", decision.Rule);
        Assert.True(decision.All && decision.Any);
        Assert.Equal(4, decision.Candidates.Count);
    }

    [Fact]
    public static void The_classic_system_call_never_uses_CMA() =>
        RequireNone("classic", Roomy with { ClassicSyscall = true });

    [Theory]
    [InlineData("6.16")]
    [InlineData("5.10")]
    public static void Before_6_17_there_is_no_CMA_placement(string kernel) =>
        RequireNone("6.17", Bench.Scenario(kernel).InCma());

    [Fact]
    public static void The_flag_switches_it_off_later() =>
        RequireNone("KEXEC_FILE_NO_CMA", Bench.Scenario("7.2+no-cma").InCma());

    [Fact]
    public static void With_KHO_CMA_is_not_tried_unless_the_overlay_lets_it()
    {
        RequireNone("KHO", Roomy with { Kho = true });
        Scenario overlaid = Bench.Scenario("7.2+cma-under-kho").InCma() with { Kho = true };
        Assert.True(CmaPlacementRules.Decide(overlaid).All);
    }

    [Theory]
    [InlineData("0 B")]
    [InlineData("4095 B")]
    public static void Without_an_area_nothing_goes_there(string area) =>
        RequireNone("no CMA area", WithArea(Roomy, ByteSize.Parse(area)));

    /// <summary>The reasons in the order in which the kernel meets them.</summary>
    [Fact]
    public static void The_first_rule_that_applies_is_named()
    {
        Scenario all = Bench.Scenario("6.16") with { ClassicSyscall = true, Kho = true };
        Assert.Contains("classic", CmaPlacementRules.Decide(all).Rule);
        Assert.Contains("6.17", CmaPlacementRules.Decide(all with { ClassicSyscall = false }).Rule);
        Scenario later = Bench.Scenario("7.2") with { Kho = true };
        Assert.Contains("KHO", CmaPlacementRules.Decide(later).Rule);
    }

    /// <summary>Purgatory, boot parameters and kernel end at page 356, an initrd of 300 at 656.</summary>
    [Theory]
    [InlineData(656, true, true)]
    [InlineData(655, true, false)]
    [InlineData(356, true, false)]
    [InlineData(355, false, true)] // the initrd goes where the kernel is not
    [InlineData(306, false, false)]
    public static void An_area_too_small_for_a_segment_leaves_that_segment_out(
        long pages,
        bool kernel,
        bool initrd
    )
    {
        PlacementDecision decision = CmaPlacementRules.Decide(
            WithArea(Bench.Scenario("7.2", initrd: 300), new PageCount(pages).Size)
        );
        Assert.Equal([true, true, kernel, initrd], decision.Candidates);
        Assert.Equal(!kernel, decision.Rule.Contains("kernel"));
        Assert.Equal(!initrd, decision.Rule.Contains("initrd"));
    }

    [Fact]
    public static void An_area_too_small_for_anything_takes_nothing()
    {
        PlacementDecision decision = CmaPlacementRules.Decide(
            WithArea(Roomy, new PageCount(1).Size)
        );
        Assert.False(decision.Any);
        Assert.Contains("purgatory and boot_params and kernel and initrd", decision.Rule);
    }

    /// <summary>
    /// The kernel asks for 2 MiB and gets CONFIG_CMA_ALIGNMENT; the others ask for a page. An initrd larger than the gap before the
    /// kernel follows directly behind it.
    /// </summary>
    [Theory]
    [InlineData(8, 256)]
    [InlineData(9, 512)]
    [InlineData(10, 512)]
    [InlineData(4, 16)]
    [InlineData(2, 8)]
    public static void First_fit_in_load_order(int alignment, long kernel)
    {
        Scenario scenario = Roomy with
        {
            CmaAlignment = alignment,
            Image = Bench.Image(Architecture.X86_64, 100, 60, 600),
        };
        Assert.Equal([0, 5, kernel, kernel + 100], CmaPlacementRules.FirstFit(scenario));
    }

    /// <summary>
    /// The two small ones fill the first gap; the kernel, aligned in the second, would reach into
    /// what is held behind it.
    /// </summary>
    [Fact]
    public static void Segments_go_around_what_is_held_where_it_is()
    {
        Scenario scenario = Roomy with
        {
            Image = Bench.Image(Architecture.X86_64, 100, 60, 600),
            Memory = Roomy.Memory with
            {
                CmaHeldAt = [new PageRange(0, 10), new PageRange(20, 230), new PageRange(300, 200)],
            },
        };
        Assert.Equal([10, 15, 512, 612], CmaPlacementRules.FirstFit(scenario));
        Assert.Equal(440, CmaPlacementRules.EarlierUsers(scenario));
    }

    [Fact]
    public static void The_overlay_gives_the_alignment_asked_for_whatever_is_configured()
    {
        Scenario scenario = Roomy with
        {
            Kernel = KernelFeatures.For("7.2+align-order-9", Architecture.X86_64),
            CmaAlignment = 4,
        };
        Assert.Equal(512, CmaPlacementRules.FirstFit(scenario)[2]);
        Segment kernel = scenario.Image.Segments[2];
        Segment initrd = scenario.Image.Segments[3];
        Assert.Equal(9, CmaPlacementRules.AlignOrder(scenario, kernel));
        Assert.Equal(0, CmaPlacementRules.AlignOrder(scenario, initrd));
    }

    [Fact]
    public static void On_arm64_the_kernel_comes_first_and_the_device_tree_is_aligned_too()
    {
        Scenario scenario = Bench.Scenario("7.2", Architecture.Arm64).InCma();
        Assert.Equal([0, 100, 512], CmaPlacementRules.FirstFit(scenario with { CmaAlignment = 9 }));
        Assert.Equal([0, 100, 512], CmaPlacementRules.FirstFit(scenario));
        Assert.Equal([0, 100, 304], CmaPlacementRules.FirstFit(scenario with { CmaAlignment = 4 }));
    }

    /// <summary>A small initrd fits into the gap from page 7 to the kernel at 256, if it leaves a page between.</summary>
    [Theory]
    [InlineData(1, 7)]
    [InlineData(248, 7)]
    [InlineData(249, -1)] // ends where the kernel starts: kimage_is_destination_range() takes the end as inside
    [InlineData(250, 356)]
    public static void A_range_that_ends_where_a_placed_one_starts_is_given_back(
        long initrd,
        long start
    )
    {
        Scenario scenario = Roomy with
        {
            Image = Bench.Image(Architecture.X86_64, 100, 60, initrd),
        };
        Assert.Equal(start, CmaPlacementRules.FirstFit(scenario)[3]);
        Assert.Equal(start >= 0, CmaPlacementRules.Decide(scenario).All);
    }

    private static Scenario WithArea(Scenario scenario, ByteSize area) =>
        scenario with
        {
            Memory = scenario.Memory with { CmaArea = area },
        };

    private static void RequireNone(string rule, Scenario scenario)
    {
        PlacementDecision decision = CmaPlacementRules.Decide(scenario);
        Assert.Contains(rule, decision.Rule);
        Assert.Equal([false, false, false, false], decision.Candidates);
        Assert.False(decision.Any);
    }
}
