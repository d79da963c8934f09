using System.Text.Json.Nodes;

namespace KexecPerf.Experiments.Tests.Questions;

public class CompareTests
{
    [Fact]
    public async Task A_scenario_against_itself_is_exactly_1_and_0()
    {
        JsonObject answer = await Cli.Json(
            "compare",
            "--cma",
            "256MiB",
            "--vs",
            "--cma",
            "256MiB",
            "--replications",
            "32"
        );
        foreach (string span in (string[])["switch", "hot_phase", "downtime"])
        {
            foreach (string bound in (string[])["median", "low", "high"])
            {
                Assert.Equal(1.0, answer[span]!["speedup"]![bound]!.GetValue<double>());
            }

            foreach (string bound in (string[])["value", "low", "high"])
            {
                Assert.Equal(
                    1.0,
                    answer[span]!["geometric_mean_speedup"]![bound]!.GetValue<double>()
                );
            }
        }

        Assert.Equal(0.0, answer["saved_monte_carlo_error_ms"]!.GetValue<double>());
        Assert.Equal(0.0, Cli.Median(answer, "saved_ms"));
        Assert.EndsWith("a and b are the same (exactly 1x, 0 ms).", answer["verdict"]!.ToString());
    }

    [Fact]
    public async Task Sides_that_differ_in_what_cannot_matter_are_the_same_and_others_are_not()
    {
        // Where there is no area its alignment places nothing; where there is, it does.
        Assert.StartsWith("a and b are the same", await Verdict("--cma 0MiB"));
        Assert.Contains("b saves", await Verdict("--cma 256MiB"));

        static async Task<string> Verdict(string area)
        {
            JsonObject answer = await Cli.Json([
                .. $"compare {area} --replications 8 --vs {area} --cma-alignment 9".Split(' '),
            ]);
            return answer["verdict"]!.ToString();
        }
    }

    [Fact]
    public async Task Exchanged_sides_give_reciprocal_ratios_and_opposite_differences()
    {
        string[] run = ["--replications", "33"];
        JsonObject ab = await Cli.Json([
            "compare",
            "--kernel-version",
            "7.2",
            "--vs",
            "--kernel-version",
            "7.3",
            .. run,
        ]);
        JsonObject ba = await Cli.Json([
            "compare",
            "--kernel-version",
            "7.3",
            "--vs",
            "--kernel-version",
            "7.2",
            .. run,
        ]);
        double product =
            Cli.Median(ab, "hot_phase", "speedup") * Cli.Median(ba, "hot_phase", "speedup");
        Assert.InRange(product, 1 - 1e-7, 1 + 1e-7);
        foreach (string span in (string[])["switch", "hot_phase", "downtime"])
        {
            Assert.InRange(Mean(ab, span, "value") * Mean(ba, span, "value"), 1 - 1e-7, 1 + 1e-7);
            Assert.InRange(Mean(ab, span, "low") * Mean(ba, span, "high"), 1 - 1e-7, 1 + 1e-7);
        }

        static double Mean(JsonObject answer, string span, string bound) =>
            answer[span]!["geometric_mean_speedup"]![bound]!.GetValue<double>();
        Assert.Equal(Cli.Median(ab, "saved_ms"), -Cli.Median(ba, "saved_ms"));
    }

    [Fact]
    public async Task Scenario_files_and_options_say_the_same()
    {
        string folder = Directory.CreateTempSubdirectory("kexecperf-test").FullName;
        try
        {
            string a = Path.Combine(folder, "a.json");
            string b = Path.Combine(folder, "b.json");
            await File.WriteAllTextAsync(
                a,
                "{ // no area\n \"cma\": \"0MiB\", \"set\": {\"copy.cached\": \"20 GB/s\"} }",
                TestContext.Current.CancellationToken
            );
            await File.WriteAllTextAsync(
                b,
                "{ \"cma\": \"1GiB\", \"set\": {\"copy.cached\": \"20 GB/s\"} }",
                TestContext.Current.CancellationToken
            );
            JsonObject files = await Cli.Json("compare", a, b, "--replications", "16");
            JsonObject options = await Cli.Json(
                "compare",
                "--cma",
                "0MiB",
                "--set",
                "copy.cached=20 GB/s",
                "--vs",
                "--cma",
                "1GiB",
                "--set",
                "copy.cached=20 GB/s",
                "--replications",
                "16"
            );
            files.Remove("reproduce");
            options.Remove("reproduce");
            Assert.Equal(options.ToJsonString(), files.ToJsonString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("--machine arm64-class --vs --machine arm64-128c", "independent", "two machines: ")]
    [InlineData(
        "--same-draws --machine arm64-class --vs --machine arm64-128c",
        "same",
        "--same-dr"
    )]
    [InlineData(
        "--machine arm64-class --vs --machine arm64-class --same-draws",
        "one_machine",
        "one"
    )]
    public async Task What_is_assumed_of_two_machines_is_said(
        string sides,
        string draws,
        string words
    )
    {
        string[] command = [.. $"compare --replications 16 {sides}".Split(' ')];
        JsonObject answer = await Cli.Json(command);
        Assert.Equal(draws, answer["draws"]!.ToString());
        Assert.Contains(answer["assumptions"]!.AsArray(), a => a!.ToString().StartsWith(words));
        Assert.Contains("Draws: " + words, await Cli.Text(command));
    }
}
