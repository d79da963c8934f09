using System.Text.Json.Nodes;

namespace KexecPerf.Experiments.Tests.Questions;

public class WhatNextTests
{
    [Theory]
    [InlineData("arm64-128c", "parallel-cpu-off")]
    [InlineData("zen4-vm", "skip-digest")]
    public async Task The_overlay_that_saves_most_is_first(string machine, string overlay)
    {
        JsonObject answer = await Cli.Json(
            "answer",
            "what-next",
            "--machine",
            machine,
            "--kernel-version",
            "7.2",
            "--cma",
            "256MiB",
            "--replications",
            "64"
        );
        Assert.Equal(overlay, answer["alone"]![0]!["overlay"]!.GetValue<string>());
        Assert.Equal(overlay, answer["greedy"]![0]!["overlay"]!.GetValue<string>());
        Assert.All(
            answer["alone"]!.AsArray(),
            step => Assert.NotEmpty(step!["source"]!.GetValue<string>())
        );
    }

    [Fact]
    public async Task What_cures_booting_is_said_even_where_it_saves_no_time()
    {
        string text = await Cli.Text("answer", "what-next", "--replications", "16");
        string order = text[text.IndexOf("best order", StringComparison.Ordinal)..];
        Assert.Contains(order.Split('\n'), l => l.Contains("align-order-9") && l.EndsWith("yes"));
    }

    [Fact]
    public async Task What_dominates_names_the_largest_phase_of_the_hot_phase()
    {
        JsonObject answer = await Cli.Json("answer", "what-dominates", "--replications", "64");
        Assert.Equal("purgatory", answer["dominated_by"]!.GetValue<string>());
        double sum = answer["phases"]!
            .AsArray()
            .Sum(p => p!["share_of_downtime_percent"]!.GetValue<double>());
        Assert.InRange(sum, 85, 115); // medians of phases, over the median of their sum
    }
}
