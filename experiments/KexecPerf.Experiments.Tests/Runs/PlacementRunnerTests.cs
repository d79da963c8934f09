using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Runs;

/// <summary>What a search for a size may leave out, and what it must not change.</summary>
public static class PlacementRunnerTests
{
    private const ulong Seed = 11;
    private const int Count = 150;

    /// <summary>A default machine whose area is so tight that luck decides.</summary>
    private static readonly Scenario Tight = WithArea(136);

    [Fact]
    public static void A_placement_is_the_one_of_its_replication()
    {
        PlacementTrial[] trials = Runner().Run(Tight, Seed, Count);
        Assert.Equal(PlacementTrial.Run(Tight, MachineDraw.Of(Tight.Machine, Seed, 7)), trials[7]);
    }

    /// <summary>At the number that miss, below it, and with what an earlier question left.</summary>
    [Theory]
    [InlineData(60)]
    [InlineData(136)]
    [InlineData(512)]
    public static void It_tells_whether_more_miss_than_may(long mebibytes)
    {
        Scenario scenario = WithArea(mebibytes);
        PlacementRunner runner = Runner();
        int missed = runner.Run(scenario, Seed, Count).Count(t => !t.AllInCma);
        foreach (PlacementRunner either in new[] { runner, Runner() })
        {
            Assert.True(either.MissAtMost(missed, scenario, Seed, Count));
            Assert.False(missed > 0 && either.MissAtMost(missed - 1, scenario, Seed, Count));
        }
    }

    [Fact]
    public static void A_question_that_stopped_early_spoils_no_later_one()
    {
        PlacementRunner runner = Runner();
        _ = runner.MissAtMost(0, WithArea(60), Seed, Count);
        Assert.Equal(
            Runner().Run(WithArea(60), Seed, Count),
            runner.Run(WithArea(60), Seed, Count)
        );
    }

    /// <summary>More replications asked for later are those that would have come at once.</summary>
    [Fact]
    public static void Draws_are_made_once_and_grow()
    {
        var draws = new MachineDraws();
        MachineDraw third = draws.Of(Tight.Machine, Seed, "", 4)(3);
        Assert.Same(third, draws.Of(Tight.Machine, Seed, "", 9)(3));
        Assert.NotSame(third, draws.Of(Tight.Machine, Seed, "other:", 9)(3));
        Assert.NotSame(third, draws.Of(Tight.Machine, Seed + 1, "", 9)(3));
    }

    private static PlacementRunner Runner() => new(new Work(default), new MachineDraws());

    private static Scenario WithArea(long mebibytes)
    {
        Scenario scenario = ScenarioBuilder.Build([]);
        return scenario with
        {
            Memory = scenario.Memory with { CmaArea = ByteSize.FromMiB(mebibytes) },
        };
    }
}
