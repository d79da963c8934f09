using System.Text;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Experiments.Tests.Sweeps;

/// <summary>A summary is read as its sweep wrote it, or not at all.</summary>
public class SummaryDamageTests
{
    [Fact]
    public async Task Bits_cuts_exchanged_blocks_and_exchanged_files_are_named_and_healed()
    {
        using var folder = new SweepFolder();
        using var other = new SweepFolder();
        string summary = await folder.Complete();
        await other.Complete("--seed", "2");
        string[] files = [SummaryOf(folder), SealOf(folder)];
        byte[][] whole = Array.ConvertAll(files, File.ReadAllBytes);
        byte[][] others = [File.ReadAllBytes(SummaryOf(other)), File.ReadAllBytes(SealOf(other))];
        var random = new Random(20261201);
        for (int i = 0; i < Damage.Cases; i++)
        {
            int at = i / Damage.Kinds % 2;
            byte[] damaged = Damage.Of([whole[at], others[at]], 0, i % Damage.Kinds, random);
            File.WriteAllBytes(files[at], damaged);
            await IsNamed(folder, $"case {i}");
            Assert.Equal(summary, await Healed(folder));
            Assert.Equal(whole, Array.ConvertAll(files, File.ReadAllBytes));
        }
    }

    [Fact]
    public async Task A_digit_that_was_changed_is_named()
    {
        using var folder = new SweepFolder();
        string summary = await folder.Complete();
        int digit = summary.LastIndexOf('1');
        File.WriteAllText(
            SummaryOf(folder),
            string.Concat(summary.AsSpan(0, digit), "7", summary.AsSpan(digit + 1))
        );
        await IsNamed(folder, "a digit");
        Assert.Equal(summary, await Healed(folder));
    }

    [Fact]
    public async Task Summary_and_seal_of_another_study_are_named()
    {
        using var folder = new SweepFolder();
        using var other = new SweepFolder();
        string summary = await folder.Complete();
        await other.Complete("--seed", "2");
        File.Copy(SummaryOf(other), SummaryOf(folder), overwrite: true);
        File.Copy(SealOf(other), SealOf(folder), overwrite: true);
        await IsNamed(folder, "both");
        Assert.Equal(summary, await Healed(folder));
    }

    [Fact]
    public async Task A_summary_without_a_seal_is_no_summary()
    {
        using var folder = new SweepFolder();
        string summary = await folder.Complete();
        File.Delete(SealOf(folder));
        await IsNamed(folder, "no seal");
        Assert.Equal(summary, await Healed(folder));
    }

    [Theory]
    [InlineData("parts")]
    [InlineData("summary.csv")]
    public async Task A_copy_beside_its_study_does_not_count_twice(string lost)
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        string copy = Path.Combine(folder.Results, "tiny-before");
        foreach (string file in Directory.GetFiles(folder.Study, "*", SearchOption.AllDirectories))
        {
            string to = Path.Combine(copy, Path.GetRelativePath(folder.Study, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        if (Directory.Exists(Path.Combine(copy, lost)))
        {
            Directory.Delete(Path.Combine(copy, lost), recursive: true);
        }
        else
        {
            File.Delete(Path.Combine(copy, lost));
        }

        (int exit, string output, string error) = await Cli.Run([
            "query",
            "select count(*) from summary",
            "--results",
            folder.Results,
        ]);
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.Contains("a copy of " + folder.Study, error);
        Directory.Delete(copy, recursive: true);
        Assert.Contains(
            "6",
            await Cli.Text("query", "select count(*) from summary", "--results", folder.Results)
        );
    }

    [Fact]
    public void What_is_committed_is_as_it_was_sealed()
    {
        string[] studies =
        [
            .. Directory
                .GetDirectories(Path.Combine(Checkout.Root, "results"))
                .Where(s => File.Exists(Path.Combine(s, StudyStore.SummaryName))),
        ];
        Assert.Equal(ShippedStudies.Names.Count, studies.Length);
        Assert.All(studies, SummarySeal.Check);
    }

    [Fact]
    public async Task A_clone_is_reported_on_without_parts()
    {
        using var folder = new SweepFolder();
        await folder.Complete();
        Directory.Delete(Path.Combine(folder.Study, "parts"), recursive: true);
        await Cli.Text("report", folder.File, "--results", folder.Results);
    }

    [Fact]
    public async Task The_seal_is_one_that_sha256sum_checks()
    {
        using var folder = new SweepFolder();
        string summary = await folder.Complete();
        string[] lines = File.ReadAllLines(SealOf(folder));
        byte[] digest = System.Security.Cryptography.SHA256.HashData(
            Encoding.UTF8.GetBytes(summary)
        );
        Assert.StartsWith("# ", lines[0]);
        Assert.Equal($"{Convert.ToHexStringLower(digest)}  summary.csv", lines[1]);
        Assert.Equal(2, lines.Length);
    }

    private static string SummaryOf(SweepFolder folder) =>
        Path.Combine(folder.Study, "summary.csv");

    private static string SealOf(SweepFolder folder) => SummaryOf(folder) + ".sha256";

    private static async Task IsNamed(SweepFolder folder, string what)
    {
        string copy = Path.Combine(folder.Results, "x.csv");
        string[][] reads =
        [
            ["query", "select * from summary"],
            ["export", "tiny", "--view", "summary", "--output", copy],
            ["report", folder.File],
            ["sweep", folder.File],
        ];
        foreach (string[] read in reads)
        {
            (int exit, string output, string error) = await Cli.Run([
                .. read,
                "--results",
                folder.Results,
            ]);
            Assert.True(exit == 2, $"{what}: {read[0]} exits {exit}");
            Assert.Empty(output);
            Assert.StartsWith($"error: {SummaryOf(folder)}: this summary or its seal", error);
            Assert.EndsWith($"--results {folder.Results} --resume\n", error);
            Assert.Equal(1, error.Count(c => c == '\n'));
        }

        Assert.False(File.Exists(copy));
    }

    private static async Task<string> Healed(SweepFolder folder)
    {
        (_, string said, _) = await folder.Sweep("--resume", "--format", "json");
        Assert.Contains($"Damaged and made anew: {SummaryOf(folder)}.", said);
        return folder.Summary;
    }
}
