using System.CommandLine;
using KexecPerf.Answers.Commands;
using KexecPerf.Model.Tests.Structure;
using CommandLine = KexecPerf.Answers.Commands.CommandLine;

namespace KexecPerf.Experiments.Tests.Commands;

/// <summary>The native tool answers, and says of what it lacks who has it.</summary>
public class NativeToolTests
{
    private static readonly string[] Lacks = ["sweep", "query", "export", "report", "notebook"];

    [Fact]
    public void It_has_every_command_but_those_that_run_or_show_many() =>
        Assert.Equal(
            Program.CreateRoot([]).Subcommands.Select(c => c.Name).Except(Lacks),
            CommandList
                .Create([], FullTool.Elsewhere)
                .Subcommands.Where(c => !c.Hidden)
                .Select(c => c.Name)
        );

    [Theory]
    [InlineData("sweep")]
    [InlineData("sweep image-size --jobs 2 --resume")]
    [InlineData("sweep --help")]
    [InlineData("report all -h")]
    [InlineData("query 'select 1' --nosuch")]
    [InlineData("notebook run a.ipynb b.ipynb")]
    [InlineData("export --format json")]
    [InlineData("help notebook")]
    [InlineData("help report all")]
    [InlineData("schema study")]
    [InlineData("validate --figures somewhere")]
    [InlineData("sensitivity what-dominates --figures somewhere --machine nosuch")]
    public async Task What_it_lacks_is_one_line_that_names_the_full_tool(string line)
    {
        (int exit, string output, string error) = await Run(line.Split(' '));
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.Contains("full tool", error);
        Assert.Contains("dotnet tool install", error);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("help --man")]
    public async Task Its_help_offers_none_of_it(string line)
    {
        (int exit, string output, _) = await Run(line.Split(' '));
        Assert.Equal(0, exit);
        Assert.Contains("distros", output);
        Assert.All(Lacks, name => Assert.DoesNotContain($"kexecperf {name}", output));
        Assert.DoesNotContain(output.Split('\n'), l => Lacks.Contains(l.Trim().Split(' ')[0]));
    }

    [Theory]
    [InlineData("swep")]
    [InlineData("help swep")]
    public async Task A_slip_is_not_mended_to_what_it_lacks(string line)
    {
        (int exit, _, string error) = await Run(line.Split(' '));
        Assert.Equal(2, exit);
        Assert.DoesNotContain("sweep", error);
    }

    [Fact]
    public async Task It_answers_as_the_full_tool_does()
    {
        string[] line = ["answer", "zeroing", "--replications", "8", "--cma", "96MiB"];
        (int exit, string output, _) = await Run(line);
        Assert.Equal(0, exit);
        Assert.Equal(await Cli.Text(line), output);
    }

    /// <summary>.NET's own hash needs libssl, which a small host may lack.</summary>
    [Fact]
    public void Only_calibration_asks_the_platform_for_a_hash()
    {
        string[] named =
        [
            .. Sources
                .Find("experiments/KexecPerf.Answers", @"System\.Security\.Cryptography")
                .Concat(Sources.Find("model/KexecPerf.Model", @"System\.Security")),
        ];
        Assert.Contains("LibraryHash.cs", Assert.Single(named));
    }

    private static async Task<(int Exit, string Output, string Error)> Run(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        RootCommand root = CommandList.Create(arguments, FullTool.Elsewhere);
        int exit = await CommandLine.Run(root, arguments, output, error);
        return (exit, output.ToString(), error.ToString());
    }
}
