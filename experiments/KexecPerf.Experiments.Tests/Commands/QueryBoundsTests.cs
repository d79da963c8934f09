using System.Text.Json.Nodes;
using KexecPerf.Experiments.Tests.Sweeps;

namespace KexecPerf.Experiments.Tests.Commands;

/// <summary>Rows stream, memory is limited, and what does not fit is one line.</summary>
public class QueryBoundsTests
{
    private const int Rows = 25_000;
    private const string Many = "select i, i * 2 as twice, 'x' || i as word from range(25000) t(i)";

    [Theory]
    [InlineData("csv", Rows + 1)]
    [InlineData("markdown", Rows + 4)]
    [InlineData("text", Rows + 2)]
    public async Task Rows_beyond_the_first_are_all_there(string format, int lines)
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        string text = await Query(folder, Many, "--format", format);
        Assert.Equal(lines, text.Count(c => c == '\n'));
        Assert.Contains("x24999", text.Split('\n')[^2]);
    }

    [Fact]
    public async Task Rows_beyond_the_first_are_all_in_one_JSON_and_in_a_file()
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        string json = await Query(folder, Many, "--format", "json");
        JsonArray rows = JsonNode.Parse(json)!["rows"]!.AsArray();
        Assert.Equal(Rows, rows.Count);
        Assert.Equal(49998, rows[^1]!["twice"]!.GetValue<long>());
        string file = Path.Combine(folder.Results, "rows.json");
        await Query(folder, Many, "--format", "json", "--output", file);
        Assert.Equal(json, File.ReadAllText(file));
    }

    /// <summary>Eighty million characters, of which some are in memory at once.</summary>
    [Fact]
    public async Task Rows_of_long_values_are_all_there_too()
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        const string sql = "select i, repeat('x', 400000) as long from range(200) t(i)";
        string text = await Query(folder, sql, "--format", "csv");
        Assert.Equal(201, text.Count(c => c == '\n'));
        Assert.StartsWith("199,x", text.Split('\n')[^2]);
    }

    [Theory]
    [InlineData("select repeat('x', 17000000) as long")]
    [InlineData("select list(i) as long from range(17000000) t(i)")]
    public async Task A_value_too_long_to_be_shown_is_one_line(string sql)
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        (int exit, string output, string error) = await Cli.Run(
            "query",
            sql,
            "--results",
            folder.Results
        );
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.StartsWith("error: a value of 17,000,000 characters or elements in 'long'", error);
        Assert.Equal(1, error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task A_query_that_cannot_fit_is_one_line_and_leaves_nothing_behind()
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        (int exit, string output, string error) = await Cli.Run(
            "query",
            "select list(i) from range(20000000) t(i)",
            "--results",
            folder.Results,
            "--memory",
            "128M"
        );
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.StartsWith("error: SQL: needs more than 128 MiB", error);
        Assert.Contains("--memory SIZE", error);
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.Single(Directory.GetFileSystemEntries(folder.Results));
    }

    [Theory]
    [InlineData("1MiB", "too small")]
    [InlineData("much", "--memory")]
    public async Task A_limit_in_which_nothing_fits_is_refused(string memory, string why)
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        (int exit, _, string error) = await Cli.Run(
            "query",
            "select 1",
            "--results",
            folder.Results,
            "--memory",
            memory
        );
        Assert.Equal(2, exit);
        Assert.Contains(why, error);
    }

    private static Task<string> Query(SweepFolder folder, string sql, params string[] more) =>
        Cli.Text(["query", sql, "--results", folder.Results, .. more]);
}
