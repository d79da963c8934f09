using System.Diagnostics;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>
/// An answer for this host can be asked again, though its memory has changed since.
/// </summary>
public sealed class KeptHostTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("answer --host here --replications 4")]
    [InlineData("answer zeroing --host=here --replications 4 --format markdown")]
    [InlineData("compare --host here --vs --host here --cma 256M --replications 4")]
    public void The_line_that_reproduces_gives_the_same_bytes(string command)
    {
        string first = Run(command, _folder.Path);
        string again = string.Join(
            ' ',
            first[first.IndexOf("Reproduce", StringComparison.Ordinal)..]
                .Replace("\\\n", "")
                .Trim(' ', '\n', '`', '*')
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .SkipWhile(w => !w.Contains("kexecperf"))
                .Skip(1)
        );
        Assert.Contains(Path.Combine(_folder.Path, "kexecperf", "host-"), again);
        Assert.DoesNotContain(" here", again);
        Assert.Equal(first, Run(again, _folder.Path));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "kexecperf")));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said_and_the_answer_is_there()
    {
        string file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "");
        string answer = Run("answer --host here --replications 4", file);
        Assert.Contains("facts not kept", answer);
        Assert.Contains("--host here", answer);
    }

    /// <summary>In a process of its own, whose state folder is set.</summary>
    private static string Run(string command, string state)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "kexecperf.dll");
        using var process = System.Diagnostics.Process.Start(
            new ProcessStartInfo("dotnet", [program, .. command.Split(' ')])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                Environment = { ["XDG_STATE_HOME"] = state },
            }
        )!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
