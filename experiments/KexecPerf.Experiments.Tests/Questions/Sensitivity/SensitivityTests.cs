using System.Text.Json.Nodes;

namespace KexecPerf.Experiments.Tests.Questions.Sensitivity;

public class SensitivityTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--kernel-version 7.3")]
    [InlineData("--machine arm64-128c --cpus 8")]
    public async Task It_names_the_number_that_the_answer_says_to_measure_first(string options)
    {
        string[] words = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        JsonObject answer = await Cli.Json(["answer", .. words]);
        JsonObject sensitivity = await Cli.Json(["sensitivity", .. words, "--replications", "256"]);
        Assert.Equal(
            answer["measure_first"]!.GetValue<string>(),
            sensitivity["measure_first"]!.GetValue<string>()
        );
    }

    [Fact]
    public async Task Where_one_number_alone_is_uncertain_it_causes_everything()
    {
        JsonObject answer = await Cli.Json([
            "sensitivity",
            .. OneNumber.Options,
            "--replications",
            "256",
        ]);
        JsonNode only = Assert.Single(answer["factors"]!.AsArray())!;
        Assert.Equal("hash.scalar", only["name"]!.GetValue<string>());
        Assert.InRange(only["total_order"]!["value"]!.GetValue<double>(), 0.98, 1);
        Assert.InRange(only["first_order"]!["value"]!.GetValue<double>(), 0.98, 1);
    }

    [Fact]
    public async Task Numbers_of_one_group_are_one_factor()
    {
        JsonObject answer = await Cli.Json(
            "sensitivity",
            "--machine",
            "thunderx2",
            "--replications",
            "64"
        );
        JsonNode group = answer["factors"]!
            .AsArray()
            .First(f => f!["name"]!.GetValue<string>() == "relocation-split")!;
        Assert.Contains(
            "copy.sequential",
            group["members"]!.AsArray().Select(m => m!.GetValue<string>())
        );
    }

    [Fact]
    public async Task Luck_with_cma_is_chance_and_nothing_to_measure()
    {
        // What is saved on 7.3 is all or nearly nothing, by luck.
        JsonObject answer = await Cli.Json(
            "sensitivity",
            "--kernel-version",
            "7.3",
            "--cma-pinned",
            "22",
            "--replications",
            "256"
        );
        Assert.Equal("run-to-run", answer["factors"]![0]!["name"]!.GetValue<string>());
        Assert.Equal("chance", answer["factors"]![0]!["evidence"]!.GetValue<string>());
        Assert.Equal("hash.scalar", answer["measure_first"]!.GetValue<string>());
        Assert.Contains("is from kexec to kexec", answer["verdict"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("--kernel-version 6.12")]
    [InlineData("--kho on")]
    [InlineData("--set cpu_stop.dead=1")]
    public async Task Where_nothing_is_saved_there_is_nothing_to_measure_and_the_rule_is_named(
        string options
    )
    {
        JsonObject answer = await Cli.Json(["sensitivity", .. options.Split(' ')]);
        Assert.Null(answer["measure_first"]);
        Assert.Empty(answer["factors"]!.AsArray());
        Assert.StartsWith("Nothing to measure", answer["verdict"]!.GetValue<string>());
        JsonObject faster = await Cli.Json(["answer", .. options.Split(' ')]);
        Assert.Null(faster["measure_first"]);
    }

    [Fact]
    public async Task A_span_can_be_asked_for_and_a_question_has_its_own()
    {
        JsonObject of = await Cli.Json("sensitivity", "--of", "hot_phase", "--replications", "64");
        JsonObject question = await Cli.Json(
            "sensitivity",
            "what-dominates",
            "--replications",
            "64"
        );
        Assert.Equal("hot_phase", of["outcome"]!.GetValue<string>());
        Assert.Equal("hot_phase", question["outcome"]!.GetValue<string>());
        Assert.Equal("hash.scalar", of["measure_first"]!.GetValue<string>());
        Assert.Equal(of["factors"]!.ToJsonString(), question["factors"]!.ToJsonString());
    }
}
