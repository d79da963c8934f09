using KexecPerf.Experiments.Tests.Hosts;

namespace KexecPerf.Experiments.Tests.Notebooks;

[Collection(Drawing.Name)]
public sealed class ConsoleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Notebooks_run_side_by_side_keep_their_prints_apart()
    {
        string[] files =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(i =>
                    NotebookFiles.Write(
                        _folder,
                        $"{i}.ipynb",
                        $"Parallel.For(0, 500, _ => Console.Write({i}));\nawait Task.Delay(20);"
                            + $"\nConsole.Write({i});"
                    )
                ),
        ];
        await Task.WhenAll(files.Select(f => Task.Run(() => Cli.Text("notebook", "run", f))));
        for (int i = 0; i < files.Length; i++)
        {
            Assert.Equal(new string((char)('0' + i), 501), NotebookFiles.Text(files[i], 0));
        }
    }
}
