using System.Text.Json.Nodes;
using KexecPerf.Answers.Questions;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Experiments.Tests.Questions;

/// <summary>What an answer looks like on a screen, in a mail and in a commit.</summary>
public class ScreenTests
{
    /// <summary>Questions whose scenario, as it stands, does not boot.</summary>
    public static TheoryData<string[]> Questions =>
        new([
            ["answer"],
            ["answer", "what-dominates"],
            ["answer", "what-next"],
            ["answer", "break-even", "--of", "hot_phase"],
            ["answer", "cma-size"],
            ["answer", "zeroing"],
            ["answer", "dma-risk"],
            ["sensitivity"],
            ["compare", "--cma", "0MiB", "--vs", "--cma", "256MiB"],
        ]);

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task An_answer_begins_with_what_keeps_it_from_booting_and_the_cure(
        string[] question
    )
    {
        JsonObject json = await Cli.Json([.. question, "--replications", "8"]);
        string first = json["verdict"]!.GetValue<string>().Split(". ")[0];
        Assert.Contains("not boot: initrd pages 0-254 overwritten", first);
        Assert.Contains("9 cures it", first);
        Assert.Equal(0, json["boot_outcome"]!["ok"]!.GetValue<double>());
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task No_form_of_text_is_wider_than_72_columns_and_no_cell_of_booting_is_empty(
        string[] question
    )
    {
        foreach (
            string[] form in (string[][])
                [
                    [],
                    ["--detail"],
                    ["--brief"],
                    ["--format", "commit"],
                ]
        )
        {
            string text = await Cli.Text([.. question, .. form, "--replications", "8"]);
            string[] lines = text.Split('\n');
            // A word of a command or source that is longer than a line has one of its own.
            Assert.DoesNotContain(lines, l => l.Length > 72 && l.Trim().Contains(' '));
            int header = Array.FindIndex(
                lines,
                l => l.EndsWith(" boots", StringComparison.Ordinal)
            );
            for (int i = header + 1; header >= 0 && lines[i].Length > 0; i++)
            {
                if (
                    !lines[i].StartsWith("Saved ms per", StringComparison.Ordinal)
                    && !lines[i].StartsWith("  ", StringComparison.Ordinal)
                )
                {
                    Assert.Matches(@"(yes|no|\?|-)( \[\d\])?$", lines[i]);
                }
            }
        }
    }

    [Fact]
    public async Task The_verdict_names_the_row_that_boots_and_saves()
    {
        JsonObject json = await Cli.Json("answer", "--replications", "32");
        string verdict = json["verdict"]!.GetValue<string>();
        Assert.Contains("+ order 9 together boots and saves ", verdict);
        Assert.Contains("as shipped saves nothing: there is no CMA area", verdict);
        Assert.EndsWith(
            "build the kernel with CONFIG_CMA_ALIGNMENT=9",
            json["next"]!["words"]!.GetValue<string>()
        );
    }

    [Fact]
    public async Task In_brief_an_answer_is_its_verdict_and_command()
    {
        string text = await Cli.Text("answer", "zeroing", "--brief", "--replications", "8");
        Assert.StartsWith("The new kernel does not boot", text);
        Assert.Contains("(simulated).\nReproduce: kexecperf answer zeroing", text);
        Assert.InRange(text.Split('\n').Length, 3, 12);
    }

    [Fact]
    public async Task A_commit_has_the_table_and_no_line_that_git_takes_for_a_comment()
    {
        string text = await Cli.Text("answer", "--format", "commit", "--replications", "8");
        Assert.Contains("hot phase", text);
        Assert.Contains("Simulated with KexecPerf", text);
        Assert.DoesNotContain(text.Split('\n'), l => l.StartsWith('#') || l.Length > 75);
    }

    [Theory]
    [InlineData("machines")]
    [InlineData("kernels")]
    public async Task What_is_no_answer_is_no_commit(string command)
    {
        (int exit, _, string error) = await Cli.Run(command, "--format", "commit");
        Assert.Equal(2, exit);
        Assert.StartsWith("error: --format: commit is a form of answers alone", error);
    }

    [Fact]
    public async Task Brief_and_detail_do_not_go_together()
    {
        (int exit, _, string error) = await Cli.Run("answer", "--brief", "--detail");
        Assert.Equal(2, exit);
        Assert.StartsWith("error: --brief: not together with --detail", error);
    }

    [Fact]
    public async Task Detail_has_both_levels_and_the_numbers_behind_a_phase()
    {
        string text = await Cli.Text("answer", "--detail", "--replications", "16");
        Assert.Contains("over machines", text);
        Assert.Contains("over runs", text);
        Assert.Contains("purgatory sha256: hash.scalar = 349 MB/s", text);
        Assert.Contains("--guest-backed 4KiB", text);
        string plain = await Cli.Text("answer", "--replications", "16");
        Assert.DoesNotContain("over machines  ", plain);
        Assert.True(plain.Length < text.Length / 2);
    }

    [Fact]
    public void No_two_phases_share_a_letter() =>
        Assert.Distinct(PhaseNames.All.Select(PhaseBars.Letter));

    [Fact]
    public async Task Bars_are_as_long_as_downtimes_to_a_letter()
    {
        string[] options = ["--cma", "1GiB", "--kernel-version", "7.3", "--replications", "32"];
        JsonObject json = await Cli.Json(["answer", .. options]);
        string[] lines = (await Cli.Text(["answer", .. options])).Split('\n');
        double list = Cli.Median(json, "downtime", "page_list_ms");
        double cma = Cli.Median(json, "downtime", "cma_ms");
        int header = Array.FindIndex(
            lines,
            l => l.StartsWith("downtime  ") && l.Contains("letter")
        );
        Assert.Equal(48, Letters(lines[header + 1]));
        Assert.Equal(48 * cma / list, Letters(lines[header + 2]), 0.5001);
        Assert.DoesNotContain('p', lines[header + 2].Replace("CMA", "").Split("  ")[1]);

        static int Letters(string line) =>
            line.Split("  ", StringSplitOptions.RemoveEmptyEntries)[1].Trim().Length;
    }

    [Fact]
    public async Task What_is_saved_per_100_MiB_stands_beside_what_the_patch_says()
    {
        JsonObject json = await Cli.Json("answer", "--image", "200MiB", "--replications", "16");
        double saved = Cli.Median(json, "saved_ms");
        double share = json["image"]!["memsz_bytes"]!.GetValue<double>() / (100 << 20);
        Assert.Equal(saved / share, Cli.Median(json, "saved_per_100_mib_ms"), 0.001);
        string text = await Cli.Text("answer", "--image", "200MiB", "--replications", "16");
        Assert.Contains("(the patch says 4-50)", text.ReplaceLineEndings(" ").Replace("   ", " "));
    }

    [Fact]
    public async Task What_the_hash_does_not_find_is_silent()
    {
        JsonObject json = await Cli.Json("answer", "dma-risk", "--replications", "8");
        JsonNode list = json["placements"]![0]!;
        double found = list["detected_share"]!.GetValue<double>();
        Assert.Equal(1, found + list["silent_share"]!.GetValue<double>(), 0.001);
        Assert.InRange(found, 0.1, 0.99);
    }

    [Fact]
    public async Task Five_assumptions_are_shown_by_weight_with_units_and_the_rest_when_asked()
    {
        string[] ask = ["answer", "dma-risk", "--replications", "8"];
        string few = await Cli.Text(ask);
        string all = await Cli.Text([.. ask, "--assumptions"]);
        Assert.Equal(5, few.Split('\n').Count(l => l.StartsWith("* ")));
        Assert.True(all.Split('\n').Count(l => l.StartsWith("* ")) > 20);
        Assert.Contains("dma.nvme.drain = 100 us [20 us, 5 ms]", all);
        Assert.Contains("dma.nic.bandwidth = 50 MB/s", all);
        Assert.DoesNotMatch(@"e-(1[3-9]|[2-9]\d|\d{3})", all);
    }
}
