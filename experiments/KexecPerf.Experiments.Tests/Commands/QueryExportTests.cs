using System.Text.Json.Nodes;
using KexecPerf.Experiments.Tests.Running;

namespace KexecPerf.Experiments.Tests.Commands;

public class QueryExportTests
{
    [Theory]
    [InlineData("select nothing from runs", "SQL:1:8: ")]
    [InlineData("select *\nfrom nowhere", "SQL:2:6: ")]
    [InlineData("selct 1", "SQL:1:1: ")]
    public async Task A_bad_query_is_one_line_with_its_place(string sql, string place)
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        (int exit, string output, string error) = await Cli.Run([
            "query",
            sql,
            "--results",
            folder.Results,
        ]);
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.StartsWith("error: " + place, error);
        Assert.Equal(1, error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("runs", 96)]
    [InlineData("summary", 6)]
    public async Task A_view_is_exported_whole_in_every_format(string view, int rows)
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        Assert.Equal(rows + 1, File.ReadAllLines(await Export("csv")).Length);
        string json = File.ReadAllText(await Export("json"));
        Assert.Equal(rows, JsonNode.Parse(json)!.AsArray().Count);
        JsonObject count = await Cli.Json(
            "query",
            $"select count(*) as n from '{await Export("parquet")}'",
            "--results",
            folder.Results
        );
        Assert.Equal(rows, count["rows"]![0]!["n"]!.GetValue<long>());

        async Task<string> Export(string form)
        {
            string file = Path.Combine(folder.Results, "all." + form);
            string[] from = ["export", "tiny", "--results", folder.Results, "--view", view];
            await Cli.Text([.. from, "--output", file]);
            return file;
        }
    }

    [Fact]
    public async Task An_export_of_an_unknown_study_names_those_there_and_writes_nothing()
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        string file = Path.Combine(folder.Results, "x.csv");
        (int exit, _, string error) = await Cli.Run([
            "export",
            "tinny",
            "--results",
            folder.Results,
            "--output",
            file,
        ]);
        Assert.Equal(2, exit);
        Assert.StartsWith("error: STUDY: ", error);
        Assert.Contains("did you mean 'tiny'", error);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_dry_run_fits_72_columns_and_writes_nothing()
    {
        using var folder = new SweepFolder();
        string text = await Cli.Text([
            "sweep",
            folder.File,
            "--results",
            folder.Results,
            "--dry-run",
        ]);
        Assert.Contains("6 points", text);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 72));
        Assert.False(Directory.Exists(folder.Results));
    }
}
