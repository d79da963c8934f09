using System.Reflection;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Experiments.Tests.Scenarios;

public class ScenarioKeyTests
{
    /// <summary>A value of each key that is not its default, or that must be refused.</summary>
    private static readonly Dictionary<string, string> Samples = new()
    {
        ["host"] = "no-such.tar",
        ["machine"] = "intel-server",
        ["kernel-version"] = "7.3",
        ["kernel"] = "12MiB/50MiB",
        ["initrd"] = "70MiB",
        ["image"] = "100MiB",
        ["distro"] = "ubuntu-26.04",
        ["syscall"] = "classic",
        ["cpus"] = "5",
        ["cpu-frequency"] = "idle",
        ["nodes"] = "2",
        ["page-size"] = "64 KiB",
        ["ram"] = "9GiB",
        ["cma"] = "96MiB",
        ["cma-alignment"] = "9",
        ["cma-occupancy"] = "40%",
        ["cma-mix"] = "database",
        ["cma-pinned"] = "3",
        ["cma-dirty"] = "on",
        ["pressure"] = "20%",
        ["memory-mix"] = "anonymous",
        ["memory-from"] = "no-such-folder",
        ["fragmentation"] = "30%",
        ["kho"] = "on",
        ["kho-scratch"] = "16MiB,1GiB,128MiB",
        ["ima-log"] = "1MiB",
        ["init-on-alloc"] = "off",
        ["guest-backed"] = "2MiB",
        ["source-cache"] = "cold",
        ["exec-after"] = "1ms",
    };

    public static TheoryData<string> Names { get; } = [.. ScenarioKeys.All.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_key_changes_the_scenario_or_refuses_its_value(string name)
    {
        Assert.True(Samples.TryGetValue(name, out string? sample), $"give {name} a sample here");
        Setting said = Said(ScenarioKeys.Find(name)!, sample);
        try
        {
            Assert.NotEqual(ScenarioBuilder.Build([]), ScenarioBuilder.Build([said]));
        }
        catch (InputException e)
        {
            Assert.Contains(sample, e.Line);
        }
    }

    /// <summary>Else the test above could not fail.</summary>
    [Fact]
    public void Two_scenarios_of_which_nothing_is_said_are_equal() =>
        Assert.Equal(ScenarioBuilder.Build([]), ScenarioBuilder.Build([]));

    [Fact]
    public void Every_key_that_is_declared_is_in_the_table_and_read()
    {
        ScenarioKey[] declared =
        [
            .. typeof(ScenarioKeys)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(f => f.GetValue(null))
                .OfType<ScenarioKey>(),
        ];
        Assert.Equal(declared, ScenarioKeys.All.Append(ScenarioKeys.Set));
        Assert.Equivalent(declared, ScenarioKeys.InReadingOrder, strict: true);
    }

    [Fact]
    public void What_a_value_hangs_on_is_read_first()
    {
        Scenario scenario = ScenarioBuilder.Build([
            Said(ScenarioKeys.Kho, "on"),
            Said(ScenarioKeys.Cma, "20GiB"),
            Said(ScenarioKeys.Ram, "40GiB"),
            Said(ScenarioKeys.Cpus, "3"),
            Said(ScenarioKeys.KernelVersion, "7.3"),
            Said(ScenarioKeys.Machine, "arm64-128c"),
        ]);
        Assert.Equal(3, scenario.Machine.Cpus);
        Assert.Equal(20L << 30, scenario.Memory.CmaArea.Bytes);
        Assert.True(scenario.Kho);
    }

    [Fact]
    public void Of_two_settings_of_a_key_the_later_counts_and_the_earlier_is_not_even_read() =>
        Assert.Equal(
            ScenarioBuilder.Build([Said(ScenarioKeys.Cpus, "7")]),
            ScenarioBuilder.Build([Said(ScenarioKeys.Cpus, "banana"), Said(ScenarioKeys.Cpus, "7")])
        );

    private static Setting Said(ScenarioKey key, string value) =>
        new(key, value, InputPlace.Of(key.Option), "");
}
