using KexecPerf.Answers.Documents;

namespace KexecPerf.Experiments.Tests.Documents;

/// <summary>A command that is printed over several lines is still the same to a shell.</summary>
public class CommandLineTests
{
    [Fact]
    public void An_option_stays_with_its_value()
    {
        string laid = TextRenderer.Command(
            new CommandLine(
                "Reproduce:",
                "kexecperf answer --machine intel-server --kernel-version 7.3 --cma 512MiB --seed 1"
            )
        );

        Assert.Equal(
            "Reproduce: kexecperf answer --machine intel-server \\\n"
                + "  --kernel-version 7.3 --cma 512MiB --seed 1\n",
            laid
        );
    }

    [Fact]
    public void A_value_too_long_for_that_stands_on_a_line_of_its_own()
    {
        string path = "/" + new string('x', 66);
        string laid = TextRenderer.Command(
            new CommandLine("Reproduce:", $"kexecperf answer --kernel {path}")
        );

        Assert.Equal($"Reproduce: kexecperf answer --kernel \\\n  {path}\n", laid);
    }

    [Theory]
    [InlineData(
        "'a value of hash.scalar that is quoted and is longer than any line of 72 columns'"
    )]
    [InlineData(
        @"'it'\''s a value with a quote inside it, also longer than any line of 72 columns'"
    )]
    public void No_line_breaks_inside_quotes(string quoted)
    {
        string laid = TextRenderer.Command(
            new CommandLine(
                "Reproduce:",
                $"kexecperf answer --set {quoted} --replications 32 --seed 1"
            )
        );

        Assert.Contains(quoted, laid, StringComparison.Ordinal);
        Assert.EndsWith("--replications 32 --seed 1\n", laid, StringComparison.Ordinal);
    }
}
