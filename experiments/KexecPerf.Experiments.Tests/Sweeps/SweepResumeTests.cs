using System.Text.Json.Nodes;
using KexecPerf.Answers.Runs;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Experiments.Tests.Sweeps;

public class SweepResumeTests
{
    [Fact]
    public async Task What_is_missing_cut_or_damaged_is_made_anew_to_the_same_bytes()
    {
        using var folder = new SweepFolder();
        string expected = await folder.Complete();
        string[] parts = folder.Parts;
        File.Delete(parts[0]);
        File.Delete(parts[4]);
        byte[] cut = File.ReadAllBytes(parts[1]);
        File.WriteAllBytes(parts[1], cut[..(cut.Length / 2)]);
        Flip(parts[2]);
        string leftover = $"{parts[3]}.{Environment.MachineName}.{DeadProcess()}-1.tmp";
        File.WriteAllText(leftover, "half");
        Assert.Equal(expected, await folder.Complete("--resume"));
        Assert.Equal(parts, folder.Parts);
    }

    [Fact]
    public async Task Two_damaged_blocks_of_one_point_are_both_made_anew()
    {
        using var folder = new SweepFolder();
        string expected = await folder.Complete("--replications", "300");
        Assert.True(folder.Parts.Length > 6);
        foreach (string part in folder.Parts)
        {
            Flip(part);
        }

        Assert.Equal(expected, await folder.Complete("--replications", "300", "--resume"));
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_in_a_part_is_noticed()
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        (Study study, var store) = folder.Open();
        var block = SweepBlock.First(study.Point(0));
        byte[] whole = File.ReadAllBytes(folder.Parts[0]);
        Assert.NotNull(store.Read(block));
        for (int place = 0; place < whole.Length; place++)
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= 0x01;
            File.WriteAllBytes(folder.Parts[0], damaged);
            Assert.True(store.Read(block) is null, $"byte {place}");
        }
    }

    [Fact]
    public async Task What_is_made_anew_is_counted()
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        Flip(folder.Parts[0]);
        (_, string output, _) = await folder.Sweep("--resume", "--format", "json");
        Assert.Equal(2 * 8, JsonNode.Parse(output)!["runs"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_a_living_process_or_another_host_is_writing_stays()
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        string living =
            $"{folder.Parts[0]}.{Environment.MachineName}.{Environment.ProcessId}-9.tmp";
        string elsewhere = $"{folder.Parts[0]}.not-{Environment.MachineName}.{DeadProcess()}-9.tmp";
        File.WriteAllText(living, "");
        File.WriteAllText(elsewhere, "");
        await folder.Complete("--resume");
        Assert.True(File.Exists(living));
        Assert.True(File.Exists(elsewhere));
    }

    [Theory]
    [InlineData("holds results of another study", "--seed", "2")]
    [InlineData("holds results of another study", "--resume", "--seed", "2")]
    [InlineData("holds results of another study", "--resume", "--replications", "9")]
    [InlineData("holds results of another study", "--shard", "1/2", "--seed", "2")]
    public async Task Results_that_do_not_go_together_are_refused(string why, params string[] how)
    {
        using var folder = new SweepFolder();
        string expected = await folder.Complete();
        string[] parts = folder.Parts;
        (int exit, string output, string error) = await folder.Sweep(how);
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.StartsWith($"error: {folder.Study}: ", error);
        Assert.Contains(why, error);
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.Equal(expected, folder.Summary);
        Assert.Equal(parts, folder.Parts);
    }

    /// <summary>As the command on a report's page runs in a clone, which has no parts.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_complete_study_says_so_and_stays_as_it_is(bool withParts)
    {
        using var folder = new SweepFolder();
        string expected = await folder.Complete();
        if (!withParts)
        {
            Directory.Delete(Path.Combine(folder.Study, "parts"), recursive: true);
        }

        (int exit, string output, string error) = await folder.Sweep();
        Assert.True(exit == 0, error);
        Assert.Contains("Complete already: 6 points", output);
        Assert.Contains("nothing was run", output);
        Assert.Equal(expected, folder.Summary);
        Assert.Equal(withParts ? 6 : 0, folder.Parts.Length);
    }

    [Fact]
    public async Task A_study_of_which_some_is_there_is_gone_on_with_only_if_asked()
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        File.Delete(Path.Combine(folder.Study, "summary.csv"));
        (int exit, _, string error) = await folder.Sweep();
        Assert.Equal(2, exit);
        Assert.Contains("has 6 parts of this study already", error);
        Assert.Contains("--resume", error);
    }

    [Fact]
    public async Task A_failing_point_is_recorded_stops_no_other_and_is_tried_again()
    {
        using var whole = new SweepFolder();
        using var folder = new SweepFolder();
        string expected = await whole.Complete();
        (Study study, var store) = folder.Open();
        var sweep = new Sweep(study, store)
        {
            Simulate = (scenario, point, replication) =>
                point.Index == 3
                    ? throw new InvalidOperationException("broken on purpose")
                    : SweepRun.Pair(scenario, 1, replication, stray: false),
        };
        SweepOutcome outcome = sweep.Run(new SweepProgress(6), CancellationToken.None);
        Assert.Equal(1, outcome.Failed);
        Assert.Equal(5, folder.Parts.Length);
        string file = Assert.Single(Directory.GetFiles(folder.Failed));
        JsonNode failure = JsonNode.Parse(File.ReadAllText(file))!;
        Assert.Equal(1, failure["seed"]!.GetValue<int>());
        Assert.Equal(3, failure["point"]!.GetValue<int>());
        Assert.Equal("image=24MiB kernel_version=7.3", failure["values"]!.GetValue<string>());
        Assert.Contains("broken on purpose", failure["error"]!.GetValue<string>());

        Assert.Equal(expected, await folder.Complete("--resume"));
        Assert.Empty(Directory.GetFiles(folder.Failed));
    }

    [Fact]
    public async Task An_interrupted_sweep_keeps_what_is_done_and_goes_on_to_the_same_bytes()
    {
        using var whole = new SweepFolder();
        using var folder = new SweepFolder();
        string expected = await whole.Complete();
        (Study study, var store) = folder.Open();
        using var cancel = new CancellationTokenSource();
        var sweep = new Sweep(study, store)
        {
            Jobs = 1,
            Simulate = (scenario, point, replication) =>
            {
                if (point.Index == 3)
                {
                    cancel.Cancel();
                }

                return SweepRun.Pair(scenario, 1, replication, stray: false);
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() =>
            sweep.Run(new SweepProgress(6), cancel.Token)
        );
        Assert.Equal(3, folder.Parts.Length);
        Assert.Equal(expected, await folder.Complete("--resume"));
    }

    [Fact]
    public void A_folder_that_goes_away_stops_the_sweep()
    {
        using var folder = new SweepFolder();
        (Study study, var store) = folder.Open();
        var sweep = new Sweep(study, store)
        {
            Simulate = (scenario, point, replication) =>
            {
                if (point.Index == 2 && replication == 0)
                {
                    // Not while the writer is at work there, or it is the deletion that fails.
                    SpinWait.SpinUntil(
                        () =>
                            folder.Parts.Count(p =>
                                p.EndsWith(".parquet", StringComparison.Ordinal)
                            ) == 2,
                        TimeSpan.FromSeconds(30)
                    );
                    Directory.Delete(folder.Results, recursive: true);
                }

                return SweepRun.Pair(scenario, 1, replication, stray: false);
            },
            Jobs = 1,
        };
        Assert.ThrowsAny<IOException>(() =>
            sweep.Run(new SweepProgress(6), CancellationToken.None)
        );
        Assert.False(Directory.Exists(folder.Study));
    }

    internal static void Flip(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 0x40;
        File.WriteAllBytes(file, bytes);
    }

    private static int DeadProcess()
    {
        using System.Diagnostics.Process dead = System.Diagnostics.Process.Start("true");
        dead.WaitForExit();
        return dead.Id;
    }
}
