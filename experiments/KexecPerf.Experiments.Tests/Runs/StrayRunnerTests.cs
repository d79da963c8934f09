using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Experiments.Tests.Runs;

public class StrayRunnerTests
{
    [Theory]
    [InlineData(1.0 / 8)]
    [InlineData(1.0 / 20)]
    public void A_device_that_slows_the_copy_leaves_copied_pages_exposed_for_longer(double share) =>
        Assert.True(Any(share) > Any(0), $"{Any(share)} against {Any(0)}");

    [Fact]
    public void What_takes_less_than_half_a_sixteenth_of_the_bandwidth_changes_nothing() =>
        Assert.Equal(Any(0), Any(1.0 / 40));

    /// <summary>
    /// Probability of any damage by one device that takes this share of the copy's bandwidth.
    /// </summary>
    private static double Any(double share)
    {
        Scenario scenario = ScenarioBuilder.Build([
            new Setting(ScenarioKeys.Machine, "zen4-vm", InputPlace.Nowhere, ""),
            new Setting(ScenarioKeys.KernelVersion, "7.2", InputPlace.Nowhere, ""),
        ]);
        MachineDraw draw = MachineDraw.Medians(scenario.Machine);
        double copy = 2.0 * draw.Rate(MachineParameters.CopySequential).BytesPerSecond;
        DmaDevice device = DmaDevices.Nic with
        {
            Bandwidth = new Quantity(
                share * copy,
                share * copy,
                share * copy,
                Evidence.Assumed,
                "made up",
                null
            ),
        };
        return StrayRunner
            .Once(scenario.PageListSide() with { Dma = new DmaSetup { Devices = [device] } }, draw)
            .Single()
            .Any;
    }
}
