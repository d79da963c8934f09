using System.Text.Json.Nodes;

namespace KexecPerf.Experiments.Tests.Questions;

/// <summary>How well known what is printed is, and what is printed where there is no figure.</summary>
public class EvidenceTests
{
    /// <summary>
    /// zen4-vm measured copy and hash; what the purgatory costs beside the hash is assumed, and far
    /// below a tenth. A number that somebody sets is assumed.
    /// </summary>
    [Theory]
    [InlineData("purgatory", "", "measured")]
    [InlineData("purgatory", "--set purgatory.call=1us", "measured")]
    [InlineData("purgatory", "--set purgatory.call=1s", "assumed")]
    [InlineData("purgatory", "--set hash.scalar=400MB/s", "assumed")]
    [InlineData("relocation", "", "measured")]
    [InlineData("relocation", "--set copy.cached=30GB/s", "measured")]
    [InlineData("boot_stub", "", "derived")]
    [InlineData("early_boot", "", "assumed")]
    public async Task A_phase_is_as_weak_as_the_weakest_tenth_of_it(
        string phase,
        string options,
        string evidence
    )
    {
        JsonObject answer = await Cli.Json(Words("answer", options));
        JsonNode found = answer["phases"]!
            .AsArray()
            .First(p => p!["name"]!.GetValue<string>() == phase)!;
        Assert.Equal(evidence, found["evidence"]!.GetValue<string>());
    }

    [Fact]
    public async Task Text_says_it_by_a_letter_and_of_the_machine_in_its_header()
    {
        string text = await Cli.Text(Words("answer", ""));
        Assert.Contains("machine  zen4-vm (weakest: assumed), 2 CPUs", text);
        Assert.Contains("  purgatory sha256 m ", text);
        Assert.Contains("  boot stub        d ", text);
        Assert.Contains("\nm measured  p published  d derived  a assumed\n", text);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 72, line));
    }

    [Theory]
    [InlineData("how-much-faster --set cpu_stop.dead=1", "hangs       hangs      hangs   no [1]")]
    [InlineData("how-much-faster --cma-dirty on --init-on-alloc off", "hangs   no [1]")]
    [InlineData("what-dominates --set cpu_stop.dead=1", "Nothing does: a CPU never answers")]
    [InlineData("what-next --set cpu_stop.dead=1", "does not boot: a CPU never answers")]
    [InlineData("zeroing --set cpu_stop.dead=1", "but no run has a kexec to time")]
    public async Task Where_every_run_hangs_there_is_a_word_and_no_figure(
        string question,
        string words
    )
    {
        string text = await Cli.Text(Words("answer", question));
        Assert.Contains(words, text);
        Assert.DoesNotContain("NaN", text);
    }

    [Fact]
    public async Task Nothing_dominates_a_hang()
    {
        JsonObject answer = await Cli.Json(Words("answer", "what-dominates --set cpu_stop.dead=1"));
        Assert.Null(answer["dominated_by"]);
    }

    [Fact]
    public async Task A_machine_shows_what_its_cache_does()
    {
        string text = await Cli.Text("machines", "show", "amd-server-96c");
        Assert.Contains("last_level_cache.effective_ways         4", text);
        Assert.Contains("last_level_cache.incoherent          true", text);
    }

    private static string[] Words(string command, string options) =>
        [
            command,
            .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            "--replications",
            "16",
        ];
}
