using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Experiments.Tests.Scenarios;

public class ScenarioPathTests
{
    /// <summary>A value of each path that is not its default.</summary>
    private static readonly Dictionary<string, string> Samples = new()
    {
        ["image.kernel_alignment"] = "16MiB",
        ["memory.cma_huge"] = "on",
        ["memory.cma_held"] = "9",
        ["memory.atomic_pool"] = "1MiB",
        ["memory.cma_pin_cluster"] = "9",
        ["memory.cma_pins"] = "1 7",
        ["memory.area_below_4g"] = "50%",
        ["load.again"] = "on",
        ["cache.incoherent"] = "on",
        ["cpu_stop.ignoring_ipi"] = "1",
        ["cpu_stop.dead"] = "1",
    };

    public static TheoryData<string> Paths { get; } = [.. ScenarioPath.All.Select(p => p.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_path_changes_the_scenario(string path)
    {
        Assert.True(Samples.TryGetValue(path, out string? sample), $"give {path} a sample here");
        Assert.NotEqual(ScenarioBuilder.Build([]), Set($"{path}={sample}"));
    }

    /// <summary>A file's keys have no order; <c>dma.devices</c> makes the devices of which the other sets a number.</summary>
    [Fact]
    public void The_order_of_two_paths_does_not_matter()
    {
        string[] paths = ["dma.devices=nic", "dma.nic.pages=3"];
        Scenario set = Set(paths);
        Assert.Equal(set, Set([.. paths.Reverse()]));
        Assert.Equal(3, Assert.Single(set.Dma.Devices!).Pages.Value);
    }

    [Fact]
    public void Of_one_path_set_twice_the_later_value_counts() =>
        Assert.Equal(Set("memory.cma_held=9"), Set("memory.cma_held=5", "memory.cma_held=9"));

    private static Scenario Set(params string[] paths) =>
        ScenarioBuilder.Build([
            .. paths.Select(p => new Setting(
                ScenarioKeys.Set,
                p,
                InputPlace.Of(ScenarioKeys.Set.Option),
                ""
            )),
        ]);
}
