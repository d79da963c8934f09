using KexecPerf.Experiments.Tests.Hosts;
using KexecPerf.Experiments.Tests.Sweeps;

namespace KexecPerf.Experiments.Tests.Commands;

/// <summary>
/// A folder's name is a name, whatever a shell, SQL or a reader of patterns would make of it.
/// </summary>
public class ResultNamesTests
{
    [Theory]
    [InlineData("br[ab]")]
    [InlineData("a*b")]
    [InlineData("q?x")]
    [InlineData("**")]
    [InlineData("back\\slash")]
    [InlineData("~")]
    [InlineData("it's \"so\"")]
    [InlineData("bell\u0007 esc\u001b[31m")]
    [InlineData("two\nlines")]
    [InlineData("{a,b}")]
    public async Task Results_are_read_under_any_name(string name)
    {
        using var swept = new SweepFolder();
        await swept.Complete();
        using var outer = new TempFolder();
        string results = Path.Combine(outer.Path, name);
        Directory.Move(swept.Results, results);
        foreach (string view in (string[])["runs", "summary"])
        {
            string rows = await Cli.Text(
                "query",
                $"select count(*) as n, min(study) as s from {view}",
                "--results",
                results,
                "--format",
                "csv"
            );
            Assert.Equal(view == "runs" ? "n,s\n96,tiny\n" : "n,s\n6,tiny\n", rows);
            string file = Path.Combine(results, "all.csv");
            string said = await Cli.Text(
                "export",
                "tiny",
                "--results",
                results,
                "--view",
                view,
                "--output",
                file
            );
            Assert.DoesNotContain(said.TrimEnd('\n'), char.IsControl);
            Assert.True(File.Exists(file));
        }

        File.WriteAllText(Path.Combine(results, "tiny", "parts", "x.parquet"), "");
        (int exit, _, string error) = await Cli.Run("query", "select 1", "--results", results);
        Assert.Equal(2, exit);
        Assert.DoesNotContain(error.TrimEnd('\n'), char.IsControl);
    }
}
