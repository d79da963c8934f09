using System.Diagnostics;
using KexecPerf.Answers.Progress;
using KexecPerf.Experiments.Tests.Hosts;
using KexecPerf.Studies.Notebooks;

namespace KexecPerf.Experiments.Tests.Notebooks;

[Collection(Drawing.Name)]
public sealed class InterruptTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_cell_that_does_not_end_is_left_when_cancelled()
    {
        string file = NotebookFiles.Write(
            _folder,
            "a.ipynb",
            "System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite);"
        );
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        Assert.ThrowsAny<OperationCanceledException>(() =>
            NotebookRunner.Run(Notebook.Read(file), Program.Run, new Work(cancel.Token))
        );
    }

    [Fact]
    public async Task Ctrl_C_in_an_endless_loop_ends_with_130_and_the_file_stays()
    {
        string command = Path.Combine(AppContext.BaseDirectory, "kexecperf.dll");
        string started = Path.Combine(_folder.Path, "started");
        string file = NotebookFiles.Write(
            _folder,
            "a.ipynb",
            $"File.WriteAllText(\"{started}\", \"\");\nwhile (true) {{ }}"
        );
        byte[] before = await File.ReadAllBytesAsync(file);
        // A shell that runs the tests in the background has Ctrl-C ignored, which children inherit.
        var start = new ProcessStartInfo(
            "env",
            ["--default-signal=INT", "dotnet", command, "notebook", "run", file]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        while (!File.Exists(started) && !process.HasExited)
        {
            await Task.Delay(50);
        }

        using (var kill = System.Diagnostics.Process.Start("sh", ["-c", $"kill -INT {process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            process.Kill();
        }

        Assert.Equal(130, process.ExitCode);
        Assert.Equal("interrupted\n", await process.StandardError.ReadToEndAsync());
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }
}
