using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using KexecPerf.Answers.Commands;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;

namespace KexecPerf.Experiments.Tests.Commands;

/// <summary>Whoever asks what a command does is told so, with examples that run.</summary>
public class HelpTests
{
    public static TheoryData<string> Commands =>
        [.. Program.CreateRoot([]).Subcommands.Select(c => c.Name)];

    [Fact]
    public async Task Version_commit_and_model_are_said_together() =>
        Assert.Matches(
            $"^{Regex.Escape(Build.Version)}\\+([0-9a-f]{{40}}|unknown), model {ModelFingerprint.Value}$",
            (await Cli.Text("--version")).TrimEnd()
        );

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_fits_a_terminal_and_is_the_same_both_ways(string command)
    {
        string help = await Cli.Text("help", command);
        Assert.Equal(help, await Cli.Text(command, "--help"));
        Assert.StartsWith($"kexecperf {command} ", help);
        // A default or a list without a blank cannot be folded.
        Assert.DoesNotContain(help.Split('\n'), l => l.Length > 72 && l.Trim().Contains(' '));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_examples_which_parse(string command)
    {
        IReadOnlyList<string> examples = CommandExamples.Of(command);
        Assert.NotEmpty(examples);
        Assert.All(
            examples,
            example =>
            {
                string words = example.Split('>')[0];
                Assert.Equal(command, words.Split(' ')[0]);
                ParseResult parsed = Program
                    .CreateRoot([])
                    .Parse([.. CommandLineParser.SplitCommandLine(words)]);
                Assert.Empty(parsed.Errors);
                Assert.Empty(parsed.UnmatchedTokens);
            }
        );
    }

    [Fact]
    public async Task The_man_page_names_every_command_and_option_of_help()
    {
        string man = (await Cli.Text("help", "--man")).Replace("\\-", "-");
        Assert.All(
            Program.CreateRoot([]).Subcommands,
            command =>
            {
                HelpPage page = HelpPage.Of(command);
                Assert.Contains($".SH {page.Name} {page.Usage}\n", man);
                Assert.All(
                    page.Lists.SelectMany(l => l.Terms),
                    t => Assert.Contains($".B {t.Term}\n", man)
                );
            }
        );
    }

    [Theory]
    [InlineData("nosuch")]
    [InlineData("nosuch", "--help")]
    [InlineData("nosuch", "--version")]
    [InlineData("--help", "nosuch")]
    [InlineData("nosuch", "-h")]
    [InlineData("nosuch", "--quiet", "--seed", "2")]
    [InlineData("anwser", "--help")]
    [InlineData("machines", "nosuch", "--help")]
    [InlineData("answer", "nosuch", "--help")]
    [InlineData("sensitivity", "--help", "nosuch")]
    [InlineData("schema", "nosuch", "-h")]
    [InlineData("completion", "nosuch", "--help")]
    [InlineData("sweep", "image-size", "nosuch", "--help")]
    [InlineData("help", "nosuch")]
    [InlineData("help", "answer", "nosuch")]
    [InlineData("completion", "tcsh")]
    public async Task An_unknown_word_is_one_line_and_2_whatever_else_is_said(params string[] words)
    {
        (int exit, string output, string error) = await Cli.Run(words);
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.StartsWith("error: ", error);
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.DoesNotContain("no option", error.Split("--quiet")[0]);
    }

    [Theory]
    [InlineData("ans", "answer")]
    [InlineData("answer zero", "zeroing")]
    [InlineData("answer --cma-a", "--cma-alignment")]
    [InlineData("completion f", "fish")]
    public async Task A_shell_is_told_what_can_stand_there(string line, string word) =>
        Assert.Contains(
            word,
            (await Cli.Text($"[suggest:{line.Length}]", line)).Split('\n').Select(l => l.Trim())
        );

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task A_script_for_each_shell_asks_the_command(string shell) =>
        Assert.Contains("[suggest:", await Cli.Text("completion", shell));

    [Fact]
    public async Task The_columns_of_both_views_are_described()
    {
        using var folder = new Sweeps.SweepFolder();
        await folder.Complete();
        string[] described = (await Cli.Text("query", "--describe", "--format", "csv"))
            .Split('\n')
            .Select(l => string.Join('.', l.Split(',').Take(2)))
            .ToArray();
        foreach (string view in (string[])["runs", "summary"])
        {
            string there = await Cli.Text(
                "query",
                $"select column_name from (describe {view})",
                "--results",
                folder.Results,
                "--format",
                "csv"
            );
            string[] axes = ["image", "image_bytes", "kernel_version"];
            Assert.Empty(
                there
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Skip(1)
                    .Select(l => l.Trim())
                    .Except(axes)
                    .Select(c => $"{view}.{c}")
                    .Except(described)
            );
        }
    }
}
