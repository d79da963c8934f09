namespace KexecPerf.Experiments.Tests.Sweeps;

/// <summary>
/// Whatever becomes of a part, nobody reads it as data: it is named, with what makes it anew, and
/// that does.
/// </summary>
public class PartDamageTests
{
    private const string All = "select * from runs order by all";

    [Fact]
    public async Task Bits_cuts_exchanged_blocks_and_exchanged_files_are_named_and_healed()
    {
        using var folder = new SweepFolder();
        string summary = await folder.Complete();
        string rows = await Query(folder);
        byte[][] whole = Array.ConvertAll(folder.Parts, File.ReadAllBytes);
        var random = new Random(20261130);
        for (int i = 0; i < Damage.Cases; i++)
        {
            int at = random.Next(whole.Length);
            string part = folder.Parts[at];
            File.WriteAllBytes(part, Damage.Of(whole, at, i % Damage.Kinds, random));

            foreach (string[] read in Reads(folder))
            {
                (int exit, string output, string error) = await Cli.Run(read);
                Assert.True(exit == 2, $"case {i}: {read[0]} exits {exit}");
                Assert.Empty(output);
                Assert.StartsWith($"error: {part}: this part is damaged", error);
                Assert.Contains("--resume", error);
                Assert.Equal(1, error.Count(c => c == '\n'));
            }

            (_, string said, _) = await folder.Sweep("--resume", "--format", "json");
            Assert.Contains($"Damaged and made anew: {part}.", said);
            Assert.Equal(summary, folder.Summary);
            Assert.Equal(whole[at], File.ReadAllBytes(part));
        }

        Assert.Equal(rows, await Query(folder));
    }

    /// <summary>Whoever opens a pipe that nobody writes to waits for good.</summary>
    [Fact]
    public async Task A_pipe_in_place_of_a_part_is_damage_too()
    {
        using var folder = new SweepFolder();
        string summary = await folder.Complete();
        string part = folder.Parts[0];
        File.Delete(part);
        using (var made = System.Diagnostics.Process.Start("mkfifo", part))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        foreach (string[] read in Reads(folder))
        {
            (int exit, _, string error) = await Cli.Run(read);
            Assert.Equal(2, exit);
            Assert.StartsWith($"error: {part}: this part is damaged", error);
        }

        await folder.Sweep("--resume");
        Assert.Equal(summary, folder.Summary);
    }

    [Theory]
    [InlineData("notes.parquet")]
    [InlineData("000000-0-8.parquet")]
    [InlineData("0-0-8.0123456789ab.parquet")]
    [InlineData("[*.parquet")]
    public async Task A_foreign_file_among_the_parts_is_named(string name)
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        string file = Path.Combine(folder.Study, "parts", name);
        File.Copy(folder.Parts[0], file);
        foreach (string[] read in Reads(folder))
        {
            (int exit, _, string error) = await Cli.Run(read);
            Assert.Equal(2, exit);
            Assert.Equal($"error: {file}: no part of this study; move it elsewhere\n", error);
        }

        (int swept, _, string refused) = await folder.Sweep("--resume");
        Assert.Equal(2, swept);
        Assert.Contains("no part of this study", refused);
    }

    [Fact]
    public async Task Parts_of_another_study_are_foreign()
    {
        using var folder = new SweepFolder();
        using var other = new SweepFolder();
        await folder.Complete();
        await other.Complete("--seed", "2");
        string name = Path.GetFileName(other.Parts[0]);
        File.Copy(other.Parts[0], Path.Combine(folder.Study, "parts", name));
        (int exit, _, string error) = await Cli.Run(Reads(folder)[0]);
        Assert.Equal(2, exit);
        Assert.Contains(name + ": no part of this study", error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"identity\": 7}")]
    [InlineData("{\"identity\": [], \"seed\": {}}")]
    [InlineData("{\"identity\": \"x\", \"identity\": \"y\"}")]
    [InlineData("{\"commit\": \"\\ud800\"")]
    [InlineData("\0\0\0\0")]
    public async Task A_broken_manifest_is_one_line_and_made_anew(string manifest)
    {
        using var folder = new SweepFolder();
        string summary = await folder.Complete();
        string file = Path.Combine(folder.Study, "manifest.json");
        string before = File.ReadAllText(file);
        File.WriteAllText(file, manifest);
        foreach (string[] read in Reads(folder))
        {
            (int exit, _, string error) = await Cli.Run(read);
            Assert.InRange(exit, 2, 3);
            Assert.DoesNotContain("internal error", error);
            Assert.Contains("--resume", error);
            Assert.Equal(1, error.Count(c => c == '\n'));
        }

        Assert.Equal(summary, await folder.Complete("--resume"));
        Assert.Equal(before, File.ReadAllText(file));
    }

    [Fact]
    public async Task A_digit_changed_anywhere_in_a_manifest_is_named_and_healed()
    {
        using var folder = new SweepFolder();
        string summary = await folder.Complete();
        string file = Path.Combine(folder.Study, "manifest.json");
        string before = File.ReadAllText(file);
        int[] digits = [.. before.Index().Where(c => char.IsDigit(c.Item)).Select(c => c.Index)];
        for (int i = 0; i < digits.Length; i += Math.Max(1, digits.Length / Damage.Cases))
        {
            char other = (char)('0' + ((before[digits[i]] - '0' + 1) % 10));
            File.WriteAllText(file, before[..digits[i]] + other + before[(digits[i] + 1)..]);
            foreach (string[] read in Reads(folder))
            {
                (int exit, string output, string error) = await Cli.Run(read);
                Assert.Equal(2, exit);
                Assert.Empty(output);
                Assert.StartsWith($"error: {file}: this manifest is damaged", error);
            }

            Assert.Equal(summary, await folder.Complete("--resume"));
            Assert.Equal(before, File.ReadAllText(file));
        }
    }

    private static string[][] Reads(SweepFolder folder) =>
        [
            ["query", "select count(*) from runs", "--results", folder.Results],
            [
                "export",
                "tiny",
                "--results",
                folder.Results,
                "--output",
                Path.Combine(folder.Results, "x.csv"),
            ],
            ["report", folder.File, "--results", folder.Results],
        ];

    private static Task<string> Query(SweepFolder folder) =>
        Cli.Text("query", All, "--results", folder.Results, "--format", "csv");
}
