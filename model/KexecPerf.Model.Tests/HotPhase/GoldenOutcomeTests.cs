using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Tests.Laws;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>
/// The outcomes of random scenarios are committed to the picosecond, and either engine must reproduce them on every platform. See
/// <see cref="Checkout.RequireLines"/> for how to write them anew.
/// </summary>
public static class GoldenOutcomeTests
{
    private const int Scenarios = 200;

    private static readonly (RandomScenario Random, HotPhaseOutcome Outcome)[] All =
    [
        .. Enumerable
            .Range(1, Scenarios)
            .Select(seed => new RandomScenario((ulong)seed))
            .Select(random => (random, random.Scenario.Outcome(random.Draw))),
    ];

    [Fact]
    public static void Random_scenarios_have_the_committed_outcomes() =>
        Checkout.RequireLines(
            "model/KexecPerf.Model.Tests/HotPhase/golden-outcomes.txt",
            [.. All.Select(a => Line(a.Random, a.Outcome))]
        );

    /// <summary>The file is worth something only if it covers what a scenario can come to.</summary>
    [Fact]
    public static void The_scenarios_reach_every_phase_and_outcome()
    {
        HotPhaseOutcome[] outcomes = [.. All.Select(a => a.Outcome)];
        Assert.All(
            PhaseNames.All,
            phase => Assert.True(outcomes.Count(o => o.Ps(phase) > 0) >= 20, phase.Key())
        );
        Assert.Contains(outcomes, o => o.CpuStopHang);
        Assert.Contains(outcomes, o => o.PurgatoryHang);
        Assert.Contains(outcomes, o => o.InitrdPagesOverwritten > 0);
        Assert.Contains(outcomes, o => o.AllInCma);
        Assert.Contains(outcomes, o => o is { AnyInCma: true, AllInCma: false });
        Assert.Contains(outcomes, o => o.Boots);
    }

    private static string Line(RandomScenario random, HotPhaseOutcome o)
    {
        string phases = string.Join(' ', PhaseNames.All.Select(p => o.Ps(p)));
        string flags =
            (o.CpuStopHang ? "H" : "-")
            + (o.PurgatoryHang ? "P" : "-")
            + (
                o.AllInCma ? "A"
                : o.AnyInCma ? "M"
                : "-"
            );
        return $"{random} | {phases} | {flags} {o.InitrdPagesOverwritten}";
    }
}
