namespace KexecPerf.Experiments.Tests.Sweeps;

/// <summary>
/// Of two different studies of one name that start at once, one has the folder; of the same study,
/// all.
/// </summary>
public class StudyClaimTests
{
    [Fact]
    public async Task One_of_two_different_studies_is_refused_and_writes_nothing()
    {
        for (int i = 0; i < 12; i++)
        {
            using var folder = new SweepFolder();
            (int Exit, string Output, string Error)[] ends = await Task.WhenAll(
                Begin(folder, "--seed", "1"),
                Begin(folder, "--seed", "2")
            );
            Assert.Equal([0, 2], ends.Select(e => e.Exit).Order());
            Assert.Contains("holds results of another study", ends.Single(e => e.Exit == 2).Error);
            Assert.Equal(6, folder.Parts.Length);
            Assert.Single(folder.Parts.Select(p => p.Split('.')[^2]).Distinct());
            int winner = ends[0].Exit == 0 ? 1 : 2;
            Assert.Contains(
                $"\"seed\": {winner},",
                File.ReadAllText(Path.Combine(folder.Study, "manifest.json"))
            );
        }
    }

    [Fact]
    public async Task Any_number_of_the_same_study_go_on_together()
    {
        using var alone = new SweepFolder();
        using var folder = new SweepFolder();
        string expected = await alone.Complete();
        (int Exit, string Output, string Error)[] ends = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Begin(folder, "--resume"))
        );
        Assert.All(ends, e => Assert.True(e.Exit == 0, e.Error));
        Assert.Equal(expected, folder.Summary);
    }

    [Fact]
    public async Task A_folder_another_study_has_claimed_is_refused_though_it_holds_nothing_yet()
    {
        using var folder = new SweepFolder();
        folder.Open();
        (int exit, _, string error) = await folder.Sweep("--seed", "9");
        Assert.Equal(2, exit);
        Assert.Contains("holds results of another study", error);
        Assert.Empty(folder.Parts);
    }

    private static Task<(int Exit, string Output, string Error)> Begin(
        SweepFolder folder,
        params string[] how
    ) => Task.Run(() => folder.Sweep(how));
}
