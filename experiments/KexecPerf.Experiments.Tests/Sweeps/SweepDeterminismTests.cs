using System.Text.Json.Nodes;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Experiments.Tests.Sweeps;

public class SweepDeterminismTests
{
    private const string ToPrecision = """
        {
          "name": "tiny", "base": { "ram": "8GiB", "cma": "256MiB" },
          "axes": { "image": ["16MiB", "32MiB"], "kernel_version": ["7.2", "7.3"] },
          "precision": "4%"
        }
        """;

    [Theory]
    [InlineData(SweepFolder.Small)]
    [InlineData(ToPrecision)]
    public async Task One_job_and_two_give_the_same_bytes(string study)
    {
        using var one = new SweepFolder(study);
        using var two = new SweepFolder(study);
        Assert.Equal(await one.Complete("--jobs", "1"), await two.Complete("--jobs", "2"));
    }

    [Theory]
    [InlineData(SweepFolder.Small, 1)]
    [InlineData(SweepFolder.Small, 3)]
    [InlineData(SweepFolder.Small, 7)]
    [InlineData(ToPrecision, 3)]
    public async Task Shards_merged_give_the_bytes_of_one_process(string study, int shards)
    {
        using var whole = new SweepFolder(study);
        using var shared = new SweepFolder(study);
        string expected = await whole.Complete();
        for (int i = 1; i <= shards; i++)
        {
            (int exit, _, string error) = await shared.Sweep("--shard", $"{i}/{shards}");
            Assert.True(exit == 0, error);
        }

        Assert.Equal(expected, await shared.Complete("--resume"));
        Assert.Equal(whole.Parts.Select(Path.GetFileName), shared.Parts.Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_order_of_axes_and_values_in_the_file_does_not_matter()
    {
        using var forth = new SweepFolder();
        using var back = new SweepFolder(
            """
            {
              "replications": 8,
              "axes": { "kernel_version": ["7.3", "7.2"], "image": ["32MiB", "24MiB", "16MiB"] },
              "base": { "cma": "256MiB", "ram": "8GiB" }, "name": "tiny"
            }
            """
        );
        Assert.Equal(await forth.Complete(), await back.Complete());
    }

    [Fact]
    public async Task Another_seed_gives_other_bytes()
    {
        using var one = new SweepFolder();
        using var two = new SweepFolder();
        Assert.NotEqual(await one.Complete(), await two.Complete("--seed", "2"));
    }

    [Fact]
    public async Task Two_sweeps_of_one_folder_at_once_give_the_same_bytes()
    {
        using var alone = new SweepFolder();
        using var both = new SweepFolder();
        string expected = await alone.Complete();
        int[] codes = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    Task.Run(() =>
                        SummarizedSweep.Run(both.Request(), null, CancellationToken.None).Code
                    )
                )
        );
        Assert.Equal([0, 0], codes);
        Assert.Equal(expected, both.Summary);
        Assert.Equal(6, both.Parts.Length);
    }

    [Theory]
    [InlineData("8", "--replications", "8")]
    [InlineData("40", "--replications", "40")]
    public async Task A_point_says_what_answer_says_of_its_scenario(string n, params string[] how)
    {
        using var folder = new SweepFolder();
        string[][] rows = Rows(await folder.Complete(how));
        string[] row = rows.Single(r => r[1] == "24MiB" && r.Contains("7.3"));
        string scenario = Path.Combine(folder.Results, "scenario.json");
        await File.WriteAllTextAsync(
            scenario,
            """{ "ram": "8GiB", "cma": "256MiB", "image": "24MiB", "kernel_version": "7.3" }"""
        );
        JsonObject answer = await Cli.Json(["answer", "--scenario", scenario, .. how]);
        Assert.Equal(n, Cell("replications"));
        foreach (string end in (string[])["median", "low", "high"])
        {
            Same($"saved_{end}_ms", answer["saved_ms"]!, end);
            Same($"switch_speedup_{end}", answer["switch"]!["speedup"]!, end);
            foreach (string side in (string[])["page_list", "cma"])
            {
                Same($"{side}_downtime_{end}_ms", answer["downtime"]![side + "_ms"]!, end);
                Same($"{side}_load_{end}_ms", answer["load_phase"]![side + "_ms"]!, end);
            }
        }

        Same("cma_success_probability", answer["placement"]!, "cma_success_probability");

        string Cell(string column) => row[Array.IndexOf(rows[0], column)];

        void Same(string column, JsonNode node, string key)
        {
            double expected = node[key]!.GetValue<double>();
            double actual = double.Parse(
                Cell(column),
                System.Globalization.CultureInfo.InvariantCulture
            );
            Assert.True(
                Math.Abs(actual - expected) <= 1e-5 * Math.Abs(expected),
                $"{column}: {actual}, answer {expected}"
            );
        }
    }

    private static string[][] Rows(string csv) =>
        [
            .. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => l.Trim().Split(',')),
        ];
}
