using System.Text.Json.Nodes;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Experiments.Tests.Questions;

public class DmaRiskTests
{
    [Fact]
    public async Task Expected_writes_elsewhere_add_up_and_are_no_probability()
    {
        string[] many =
        [
            "answer",
            "dma-risk",
            "--replications",
            "16",
            "--set",
            "dma.nic.not_stopped=1",
            "--set",
            "dma.nic.writes=100000",
        ];
        JsonObject answer = await Cli.Json(many);
        // Mitigations that stop the device have fewer.
        Assert.Contains(Elsewhere(answer), median => median > 1);
    }

    /// <summary>
    /// One device in drawn memory, tilted and averaged in part, against plain draws of all numbers.
    /// </summary>
    [Fact]
    public async Task Where_the_load_fails_there_is_no_kexec_to_damage()
    {
        (int exit, string output, string error) = await Cli.Run(
            "answer",
            "dma-risk",
            "--memory-mix",
            "anonymous",
            "--pressure",
            "100%",
            "--replications",
            "4"
        );
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(
            "no kexec to damage: by page list, with 256 MiB set aside, the load",
            error
        );
    }

    [Fact]
    public async Task Of_one_machine_no_assumption_has_a_rank()
    {
        (int exit, string output, _) = await Cli.Run(
            "answer",
            "dma-risk",
            "--replications",
            "1",
            "--assumptions"
        );
        Assert.Equal(0, exit);
        Assert.DoesNotContain("NaN", output);
    }

    [Fact]
    public async Task The_mean_is_that_of_plain_draws()
    {
        string[] vlpi =
        [
            "answer",
            "dma-risk",
            "--machine",
            "arm64-128c",
            "--set",
            "dma.nic.not_stopped=0",
            "--set",
            "dma.nvme.not_stopped=0",
            "--set",
            "dma.generic.not_stopped=0",
        ];
        JsonNode list = (await Cli.Json(vlpi))["placements"]![0]!["probability"]!;
        double mean = (double)list["mean"]!;
        double error = (double)list["mean_error"]!;
        Scenario scenario = AmpleArea
            .WhereLess(
                ScenarioBuilder.Build([
                    new Setting(ScenarioKeys.Machine, "arm64-128c", InputPlace.Nowhere, ""),
                    new Setting(ScenarioKeys.KernelVersion, "7.2", InputPlace.Nowhere, ""),
                ])
            )
            .PageListSide();
        scenario = scenario with { Dma = new DmaSetup { Devices = [DmaDevices.GicVlpi] } };
        double[] plain =
        [
            .. ParallelEnumerable.Select(
                ParallelEnumerable.Range(0, 8_192),
                r => StrayRunner.Once(scenario, MachineDraw.Of(scenario.Machine, 99, r))[0].Any
            ),
        ];
        (double reference, ConfidenceInterval? interval) = StudentInterval.OfMean(plain);
        Assert.Equal(reference, mean, 1.5 * (error + interval!.Value.HalfWidth));
        Assert.InRange(error / mean, 0, 0.2);
    }

    private static IEnumerable<double> Elsewhere(JsonNode? node) =>
        node switch
        {
            JsonObject o => o.SelectMany(p =>
                p.Key == "writes_elsewhere" ? [Cli.Median(p.Value!)] : Elsewhere(p.Value)
            ),
            JsonArray a => a.SelectMany(Elsewhere),
            _ => [],
        };
}
