using System.Text.Json.Nodes;

namespace KexecPerf.Experiments.Tests.Questions;

/// <summary>What an answer says of memory that a guest's host has not backed.</summary>
public class FirstTouchCostsTests
{
    private static readonly string[] Guest =
    [
        "answer",
        "--cma",
        "256MiB",
        "--replications",
        "16",
        "--set",
        "fault.4k=8 us",
        "--set",
        "fault.2m=200 us",
        "--set",
        "vary.core=100%",
        "--set",
        "vary.load=100%",
    ];

    [Fact]
    public async Task A_guests_answer_says_what_each_size_of_host_pages_adds_on_each_side()
    {
        JsonArray costs = (await Cli.Json(Guest))["first_touch"]!.AsArray();
        Assert.Equal(["2MiB", "4KiB"], costs.Select(c => c!["host_pages"]!.GetValue<string>()));
        string text = await Cli.Text([.. Guest, "--detail"]);
        Assert.Contains("First touch:", text);
    }

    /// <summary>The said difference is that of a run with such memory.</summary>
    [Theory]
    [InlineData("4KiB", 1)]
    [InlineData("2MiB", 0)]
    public async Task It_is_what_such_a_run_takes_more(string pages, int at)
    {
        JsonObject on = await Cli.Json(Guest);
        JsonObject unbacked = await Cli.Json([.. Guest, "--guest-backed", pages]);
        Assert.Null(unbacked["first_touch"]);
        foreach (string side in (string[])["page_list", "cma"])
        {
            double more =
                Cli.Median(unbacked, "load_phase", side + "_ms")
                - Cli.Median(on, "load_phase", side + "_ms");
            double said = on["first_touch"]![at]![side]!["load_ms"]!["median"]!.GetValue<double>();
            Assert.InRange(more / said, 0.97, 1.03);
            Assert.Equal(
                Cli.Phase(on, "relocation", side),
                Cli.Phase(unbacked, "relocation", side)
            );
        }
    }

    [Fact]
    public async Task Bare_metal_has_none() =>
        Assert.Null(
            (await Cli.Json("answer", "--machine", "intel-server", "--replications", "8"))[
                "first_touch"
            ]
        );

    /// <summary>512 GiB are 134 million entries of 22 ns; the area saves them.</summary>
    [Fact]
    public async Task On_arm64_a_load_by_page_list_copies_the_linear_map_and_one_into_cma_does_not()
    {
        string[] line = ["answer", "--machine", "arm64-128c", "--replications", "64"];
        JsonObject pages = await Cli.Json(line);
        JsonObject blocks = await Cli.Json([.. line, "--set", "kernel.page_granular=off"]);
        double more =
            Cli.Median(pages, "load_phase", "page_list_ms")
            - Cli.Median(blocks, "load_phase", "page_list_ms");
        Assert.InRange(more / (134_217_728 * 22e-6), 0.9, 1.1);
        Assert.Equal(
            Cli.Median(blocks, "load_phase", "cma_ms"),
            Cli.Median(pages, "load_phase", "cma_ms")
        );
    }
}
