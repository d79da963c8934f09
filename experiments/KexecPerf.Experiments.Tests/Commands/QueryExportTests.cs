using System.Text.Json.Nodes;
using KexecPerf.Experiments.Tests.Sweeps;

namespace KexecPerf.Experiments.Tests.Commands;

public class QueryExportTests
{
    [Theory]
    [InlineData("copy (select 1) to 'RESULTS/tiny/summary.csv'", "changes something")]
    [InlineData("attach 'RESULTS/a.db'", "changes something")]
    [InlineData("set enable_external_access = true", "changes something")]
    [InlineData("select 1; select 2", "more than one statement")]
    [InlineData("select * from read_csv('/proc/version')", "SQL")]
    [InlineData("select * from read_text('/proc/version')", "SQL")]
    [InlineData("with x as (select 1) insert into runs select 1", "SQL")]
    public async Task A_query_only_asks_and_only_of_results(string sql, string said)
    {
        using var folder = new SweepFolder();
        string before = await folder.Complete();
        (int exit, string output, string error) = await Cli.Run([
            "query",
            sql.Replace("RESULTS", folder.Results, StringComparison.Ordinal),
            "--results",
            folder.Results,
        ]);
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.Contains(said, error);
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.Equal(before, folder.Summary);
        Assert.Single(Directory.GetFileSystemEntries(folder.Results));
    }

    [Fact]
    public async Task A_semicolon_in_quotes_or_at_the_end_is_no_second_statement()
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        JsonObject rows = await Cli.Json(
            "query",
            "select 'a;b' as x;",
            "--results",
            folder.Results
        );
        Assert.Equal("a;b", rows["rows"]![0]!["x"]!.ToString());
    }

    [Fact]
    public async Task Half_a_study_is_not_exported()
    {
        using var folder = new SweepFolder();
        await folder.Sweep("--shard", "1/2");
        string file = Path.Combine(folder.Results, "runs.csv");
        (int exit, _, string error) = await Cli.Run([
            "export",
            "tiny",
            "--results",
            folder.Results,
            "--output",
            file,
        ]);
        Assert.Equal(3, exit);
        Assert.Contains("--resume", error);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_study_of_which_a_part_is_gone_is_not_exported()
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        File.Delete(folder.Parts[3]);
        string file = Path.Combine(folder.Results, "runs.csv");
        (int exit, _, string error) = await Cli.Run(
            "export",
            "tiny",
            "--results",
            folder.Results,
            "--output",
            file
        );
        Assert.Equal(3, exit);
        Assert.Contains("parts are missing", error);
        Assert.False(File.Exists(file));
    }

    [Theory]
    [InlineData("parts")]
    [InlineData("summary.csv")]
    public async Task A_damaged_file_is_said_to_be_one(string what)
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        string file = what == "parts" ? folder.Parts[0] : Path.Combine(folder.Study, what);
        File.WriteAllText(file, "garbage");
        (int exit, _, string error) = await Cli.Run([
            "query",
            "select * from runs, summary",
            "--results",
            folder.Results,
        ]);
        Assert.Equal(2, exit);
        Assert.DoesNotContain("internal error", error);
        Assert.Equal(1, error.Count(c => c == '\n'));
    }

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
