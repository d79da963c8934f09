using System.Text.Json.Nodes;
using KexecPerf.Experiments.Tests.Hosts;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Notebooks;

namespace KexecPerf.Experiments.Tests.Notebooks;

/// <summary>What holds of the notebooks of the repository without executing them; <c>notebook check</c> does that.</summary>
public sealed class CommittedNotebookTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Names { get; } =
    [
        .. Directory
            .GetFiles(Path.Combine(Checkout.Root, "notebooks"), "*.ipynb")
            .Where(f => File.ReadAllText(f).Contains("kexecperf-csharp"))
            .Select(f => Path.GetFileName(f)),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_committed_notebook_is_as_a_run_leaves_it(string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(Checkout.Root, "notebooks", name));
        Notebook notebook = Notebook.Read(_folder.Write(name, bytes));
        Assert.NotEmpty(notebook.Cells);
        Assert.False(
            notebook.Write([.. notebook.Cells.Select(c => (JsonArray)c.Outputs.DeepClone())])
        );
    }

    [Fact]
    public void Machines_have_in_Python_the_colours_that_they_have_in_every_figure()
    {
        string source = File.ReadAllText(
            Path.Combine(Checkout.Root, "notebooks", "05-results-in-python.ipynb")
        );
        foreach (string machine in (string[])["zen4-vm", "intel-server", "arm64-128c"])
        {
            string color = SeriesStyles.OfMachine(machine)!.Hex;
            Assert.Contains($@"\""{machine}\"": (\""{color}\""", source);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_committed_notebook_answers_in_its_first_code_cell_and_says_simulated(string name)
    {
        string file = Path.Combine(Checkout.Root, "notebooks", name);
        JsonArray cells = NotebookFiles.Cells(file);
        Assert.Equal("markdown", cells[0]!["cell_type"]!.GetValue<string>());
        Assert.Contains("simulated", NotebookFormat.Text(cells[0]!["source"]));
        Assert.NotEmpty(NotebookFiles.Outputs(file, 1));
    }
}
