using KexecPerf.Answers.Documents;

namespace KexecPerf.Experiments.Tests.Documents;

/// <summary>A command line as text, and back.</summary>
public static class CommandTextTests
{
    [Theory]
    [InlineData("--cma", "512MiB")]
    [InlineData("--set", "copy.sequential=12 GB/s")]
    [InlineData("a'b", "\"c\"", "d\\e", "")]
    [InlineData("$HOME", "*", "a\tb", "'")]
    public static void What_is_written_is_read_back(params string[] words) =>
        Assert.Equal(words.Prepend("kexecperf"), CommandText.Words(CommandText.Exactly(words)));

    [Theory]
    [InlineData("  --cma   1GiB ", "--cma", "1GiB")]
    [InlineData("--set copy.sequential='12 GB/s'", "--set", "copy.sequential=12 GB/s")]
    [InlineData("--set \"it's \\\" so\"", "--set", "it's \" so")]
    [InlineData("a\\ b", "a b")]
    [InlineData("--cma 1GiB \\\n  --cpus 8", "--cma", "1GiB", "--cpus", "8")]
    [InlineData("'never closed", "never closed")]
    [InlineData("''", "")]
    [InlineData("end\\", "end\\")]
    public static void A_line_is_split_as_a_shell_splits_it(string line, params string[] words) =>
        Assert.Equal(words, CommandText.Words(line));

    [Theory]
    [InlineData("kexecperf answer --seed 1", "answer")]
    [InlineData("kexecperf answer --seed 1 -- zeroing", "answer", "--", "zeroing")]
    [InlineData("kexecperf answer --seed=7", "answer", "--seed=7")]
    [InlineData("kexecperf --seed 7 answer", "--seed", "7", "answer")]
    public static void A_command_to_reproduce_has_a_seed(string line, params string[] words) =>
        Assert.Equal(line, CommandText.Of(words));

    [Fact]
    public static void Nothing_has_no_words() => Assert.Empty(CommandText.Words(" \t\n"));
}
