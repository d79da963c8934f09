using System.Diagnostics;

namespace KexecPerf.Experiments.Tests.Sweeps;

public class SweepKilledTests
{
    private const string Forty = """
        {
          "name": "tiny", "base": { "ram": "8GiB", "cma": "256MiB" },
          "axes": {
            "image": { "lin": ["16MiB", "64MiB", 10] }, "kernel_version": ["7.2", "7.3"],
            "cma_pinned": [0, 4]
          },
          "replications": 16
        }
        """;

    [Fact]
    public async Task A_sweep_killed_at_any_moment_goes_on_to_the_same_bytes_with_no_point_twice()
    {
        using var whole = new SweepFolder(Forty);
        string expected = await whole.Complete();
        using var folder = new SweepFolder(Forty);
        var moments = new Random(20261126);
        for (int kills = Effort.IsFull ? 20 : 5; kills > 0; kills--)
        {
            using System.Diagnostics.Process sweep = Start(folder);
            if (!sweep.WaitForExit(moments.Next(250, 900)))
            {
                sweep.Kill(entireProcessTree: true);
                sweep.WaitForExit();
            }

            if (kills % 2 == 0 && folder.Parts.Length > 2)
            {
                // So that there is always something left to be killed in.
                Array.ForEach(folder.Parts[^2..], File.Delete);
                File.Delete(Path.Combine(folder.Study, "summary.csv"));
            }
        }

        Assert.Equal(expected, await folder.Complete("--resume"));
        string rows = await Cli.Text(
            "query",
            "select count(*) as n, count(distinct (point, replication, side)) as d from runs",
            "--results",
            folder.Results,
            "--format",
            "csv"
        );
        Assert.Equal("1280,1280", rows.Split('\n')[1].Trim());
        Assert.DoesNotContain(folder.Parts, p => p.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private static System.Diagnostics.Process Start(SweepFolder folder)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet"
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string command = Path.Combine(AppContext.BaseDirectory, "kexecperf.dll");
        foreach (
            string a in (string[])
                [
                    command,
                    "sweep",
                    folder.File,
                    "--results",
                    folder.Results,
                    "--resume",
                    "--jobs",
                    "1",
                ]
        )
        {
            start.ArgumentList.Add(a);
        }

        return System.Diagnostics.Process.Start(start)!;
    }
}
