namespace KexecPerf.Experiments.Tests.Sweeps;

/// <summary>
/// Something else in the place of a study's file, as a copy or a script leaves it: nobody waits for
/// it, reads it as data or writes to what it means, and the sweep heals it or says what to move.
/// </summary>
public class MisplacedFileTests
{
    private const string Precious = "somebody's";

    public static TheoryData<string, string> All()
    {
        var all = new TheoryData<string, string>();
        foreach (string file in (string[])["part", "manifest", "summary", "seal"])
        {
            foreach (string thing in (string[])["pipe", "folder", "loop", "link", "sparse"])
            {
                all.Add(file, thing);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Nobody_takes_it_for_the_file(string file, string thing)
    {
        using var folder = new SweepFolder();
        string summary = await folder.Complete();
        string path = file switch
        {
            "part" => folder.Parts[0],
            "manifest" => Path.Combine(folder.Study, "manifest.json"),
            "summary" => Path.Combine(folder.Study, "summary.csv"),
            _ => Path.Combine(folder.Study, "summary.csv.sha256"),
        };
        string other = Path.Combine(folder.Study, "other");
        File.WriteAllText(other, Precious);
        File.Delete(path);
        await Put(thing, path, other);

        (int exit, string output, string error) = await Cli.Run(
            "query",
            "select count(*) from runs where point in (select point from summary)",
            "--results",
            folder.Results
        );
        Assert.True(exit is 2 or 3, $"{exit}: {output}");
        Assert.Equal(("", 1), (output, error.Count(c => c == '\n')));

        (exit, _, error) = await folder.Sweep("--resume");
        Assert.Equal(Precious, File.ReadAllText(other));
        if (thing == "folder")
        {
            Assert.Equal(2, exit);
            Assert.Equal(
                $"error: {path}: a folder stands where this file goes; move it elsewhere\n",
                error
            );
        }
        else
        {
            Assert.Equal(0, exit);
            Assert.Equal(summary, folder.Summary);
            Assert.Null(new FileInfo(path).LinkTarget);
        }
    }

    [Fact]
    public async Task A_part_that_is_gone_from_a_complete_study_is_missed()
    {
        using var folder = new SweepFolder();
        string summary = await folder.Complete();
        File.Delete(folder.Parts[1]);
        string[] query = ["query", "select count(*) from runs", "--results", folder.Results];
        (int exit, string output, string error) = await Cli.Run(query);
        Assert.Equal((3, ""), (exit, output));
        Assert.Contains("parts are missing; make them anew with", error);
        await folder.Sweep("--resume");
        Assert.Equal(summary, folder.Summary);
        Assert.Equal(0, (await Cli.Run(query)).Exit);
    }

    [Theory]
    [InlineData("select 1.0/0 as a, 'nan'::double as b", 0, "Infinity   NaN")]
    [InlineData("-- nothing", 2, "no statement; ask something")]
    [InlineData(";", 2, "no statement; ask something")]
    public async Task A_query_says_what_there_is(string sql, int status, string part)
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        (int exit, string output, string error) = await Cli.Run(
            "query",
            "--results",
            folder.Results,
            "--",
            sql
        );
        Assert.Equal(status, exit);
        Assert.Contains(part, output + error);
    }

    private static async Task Put(string thing, string path, string other)
    {
        switch (thing)
        {
            case "pipe":
                using (var made = System.Diagnostics.Process.Start("mkfifo", path))
                {
                    await made.WaitForExitAsync(TestContext.Current.CancellationToken);
                }

                break;
            case "folder":
                Directory.CreateDirectory(path);
                break;
            case "loop":
                File.CreateSymbolicLink(path, path);
                break;
            case "link":
                File.CreateSymbolicLink(path, other);
                break;
            default:
                using (FileStream sparse = File.Create(path))
                {
                    sparse.SetLength(1L << 40);
                }

                break;
        }
    }
}
