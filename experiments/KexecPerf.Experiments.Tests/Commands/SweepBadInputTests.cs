using KexecPerf.Experiments.Tests.Sweeps;

namespace KexecPerf.Experiments.Tests.Commands;

public class SweepBadInputTests
{
    private const string Hundred = "{\"lin\": [1, 100, 100]}";

    public static TheoryData<string, string> Studies { get; } =
        new()
        {
            { Axes("\"imagee\": [\"16MiB\"]"), "did you mean 'image'" },
            { Axes("\"copy.sequentail\": [\"1GB/s\"]"), "did you mean 'copy.sequential'" },
            { Axes("\"image\": [\"16MB/s\"]"), "no unit of a size" },
            { Axes("\"image\": []"), "no values" },
            { Axes("\"image\": [\"16MiB\", \"16384KiB\"]"), "twice" },
            { Axes("\"image\": {\"lin\": [\"64MiB\", \"16MiB\", 4]}"), "does not ascend" },
            { Axes("\"image\": {\"log\": [\"0MiB\", \"16MiB\", 4]}"), "above 0" },
            { Axes("\"image\": {\"log\": [\"1MiB\", \"16us\", 4]}"), "not of one unit" },
            { Axes("\"image\": {\"log\": [\"1MiB\", \"16MiB\"]}"), "2 items" },
            { Axes("\"image\": {\"cube\": [\"1MiB\", \"16MiB\", 4]}"), "cube" },
            { Axes("\"host\": [\"here\"]"), "same host" },
            { Axes("\"cma\": [\"16MiB\"]", "\"base\": {\"cma\": \"1MiB\"}"), "is an axis, too" },
            { Axes("\"cpus\": [1]", "\"base\": {\"host\": \"here\"}"), "same host" },
            { Axes("\"cpus\": [1]", "\"outputs\": [\"savd\"]"), "did you mean 'saved'" },
            { Axes("\"cpus\": [1]", "\"outputs\": []"), "no outputs" },
            { Axes("\"cpus\": [1]", "\"replications\": 4, \"precision\": \"2%\""), "not together" },
            { Axes("\"cpus\": [1]", "\"replications\": 0"), "replications" },
            { "{\"name\": \"a/b\", \"axes\": {\"cpus\": [1]}}", "cannot name a folder" },
            { "{\"name\": \"..\", \"axes\": {\"cpus\": [1]}}", "cannot name a folder" },
            { "{\"name\": \"tiny\", \"axes\": {}}", "0 axes" },
            { "{\"name\": \"tiny\"}", "axes" },
            {
                Axes(
                    string.Join(
                        ", ",
                        ((string[])["cpus", "cma_pinned", "kho", "a.b", "c.d", "e.f"]).Select(k =>
                            $"\"{k}\": {Hundred}"
                        )
                    )
                ),
                "1,000,000,000,000 points"
            },
        };

    public static TheoryData<string, string> Options { get; } =
        new()
        {
            { "--shard 4/3", "--shard: " },
            { "--jobs 0", "--jobs: " },
            { "--submit slurm", "--array" },
            { "--array 4", "--submit slurm" },
            { "--submit lsf --array 4", "write slurm" },
            { "--submit slurm --array 4 --shard 1/2", "--shard: " },
            { "--replications 4 --precision 2%", "not together" },
        };

    [Theory]
    [MemberData(nameof(Studies))]
    public Task A_bad_study_is_one_line_and_nothing_is_written(string study, string part) =>
        Refused(study, part, []);

    [Theory]
    [MemberData(nameof(Options))]
    public Task A_bad_option_is_one_line_and_nothing_is_written(string options, string part) =>
        Refused(SweepFolder.Small, part, options.Split(' '));

    [Theory]
    [InlineData("sweep|/no/such/study.json", "no such file")]
    [InlineData("sweep|image-sizes", "did you mean 'image-size'")]
    [InlineData("sweep|zeroing|--results|/dev/null/results", "cannot be written")]
    [InlineData("sweep|zeroing|--results|/proc/results", "cannot be written")]
    [InlineData("query|select 1|--results|/no/such/folder", "no such folder")]
    [InlineData("query| ", "SQL: no query")]
    [InlineData(
        "export|tiny|--results|/no/such/folder|--output|/dev/null|--format|csv",
        "no such folder"
    )]
    [InlineData("export|tiny", "--output: ")]
    public async Task What_is_not_there_or_not_writable_is_one_line(string line, string part)
    {
        (int exit, string output, string error) = await Cli.Run(line.Split('|'));
        OneLine(exit, output, error, part);
    }

    private static async Task Refused(string study, string part, string[] options)
    {
        using var folder = new SweepFolder(study);
        (int exit, string output, string error) = await folder.Sweep(options);
        OneLine(exit, output, error, part);
        Assert.False(Directory.Exists(folder.Results));
    }

    private static void OneLine(int exit, string output, string error, string part)
    {
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.StartsWith("error: ", error);
        Assert.DoesNotContain("internal error", error);
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.Contains(part, error);
    }

    private static string Axes(string axes, string more = "\"title\": \"\"") =>
        $"{{\"name\": \"tiny\", {more}, \"axes\": {{{axes}}}}}";
}
