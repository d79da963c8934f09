using System.Text;
using KexecPerf.Experiments.Tests.Sweeps;

namespace KexecPerf.Experiments.Tests.Commands;

[Collection(Drawing.Name)]
public class ReportCommandTests
{
    [Fact]
    public async Task A_complete_study_gets_a_page_a_table_and_a_figure_the_same_twice()
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        (int exit, string output, string error) = await Report(folder);
        Assert.True(exit == 0, error);
        Assert.Contains("CMA placement saves", output);
        string[] files =
        [
            "report.html",
            "summary.md",
            "figures/tiny-saved.svg",
            "figures/tiny-saved.png",
        ];
        byte[][] first = [.. files.Select(f => File.ReadAllBytes(Path.Combine(folder.Study, f)))];
        await Report(folder);
        Assert.All(
            files.Zip(first),
            f => Assert.Equal(f.Second, File.ReadAllBytes(Path.Combine(folder.Study, f.First)))
        );
    }

    [Fact]
    public async Task A_study_swept_with_other_replications_is_reported_on_as_it_is()
    {
        using var folder = new SweepFolder();
        await folder.Complete("--replications", "5", "--seed", "3");
        (int exit, _, string error) = await Report(folder);
        Assert.True(exit == 0, error);
        string page = File.ReadAllText(Path.Combine(folder.Study, "report.html"));
        Assert.Contains("--replications 5 --seed 3", page);
    }

    [Theory]
    [InlineData("hash.scalar", "\"200 MB/s\", \"400 MB/s\"")]
    [InlineData("exec_after", "\"1 s\", \"60 s\"")]
    [InlineData("cma_occupancy", "\"0%\", \"50%\"")]
    [InlineData("cpus", "2, 4")]
    public async Task Axes_of_every_unit_can_be_reported_on(string axis, string values)
    {
        using var folder = new SweepFolder(
            $$"""
            { "name": "tiny", "base": { "ram": "8GiB", "image": "16MiB" }, "replications": 4,
              "axes": { "{{axis}}": [{{values}}], "kernel_version": ["7.2", "7.3"] } }
            """
        );
        await folder.Complete();
        (int exit, _, string error) = await Report(folder);
        Assert.True(exit == 0, error);
    }

    [Fact]
    public async Task Without_results_it_says_how_to_make_them()
    {
        using var folder = new SweepFolder();
        await Refused(folder, 2, "no results of tiny; make them with: kexecperf sweep study.json");
    }

    [Fact]
    public async Task Half_a_study_is_incomplete_and_says_how_to_go_on()
    {
        using var folder = new SweepFolder();
        await folder.Sweep("--shard", "1/2");
        await Refused(folder, 3, "--resume");
        Assert.False(File.Exists(Path.Combine(folder.Study, "report.html")));
    }

    [Fact]
    public async Task Results_of_another_state_of_the_study_are_refused()
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        folder.Write(SweepFolder.Small.Replace("24MiB", "25MiB"));
        await Refused(folder, 2, "was made by another model or from another state of the study");
    }

    [Theory]
    [InlineData("machines-hot-fase", "did you mean 'machines-hot-phase'?")]
    [InlineData("machines-hot-phase", "is drawn from machines")]
    public async Task A_figure_that_is_not_the_studys_is_refused(string figure, string said)
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        await Refused(folder, 2, said, "--figure", figure);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_one_line()
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        File.WriteAllBytes(
            Path.Combine(folder.Study, "figures"),
            Encoding.ASCII.GetBytes("a file")
        );
        await Refused(folder, 2, "cannot be written");
    }

    private static async Task Refused(
        SweepFolder folder,
        int code,
        string said,
        params string[] more
    )
    {
        (int exit, string output, string error) = await Report(folder, more);
        Assert.Equal(code, exit);
        Assert.Empty(output);
        Assert.StartsWith("error: ", error);
        Assert.Contains(said, error);
        Assert.Equal(1, error.Count(c => c == '\n'));
    }

    private static Task<(int Exit, string Output, string Error)> Report(
        SweepFolder folder,
        params string[] more
    ) => Cli.Run(["report", folder.File, "--results", folder.Results, "--quiet", .. more]);
}
