using System.Text.Json.Nodes;
using KexecPerf.Experiments.Tests.Hosts;
using SkiaSharp;

namespace KexecPerf.Experiments.Tests.Notebooks;

/// <summary>What cells can call, and how it is shown.</summary>
[Collection(Drawing.Name)]
public sealed class CellTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_command_shows_what_it_prints()
    {
        string file = await NotebookFiles.Run(
            _folder,
            "Kexecperf(\"machines show \\\"zen4-vm\\\"\")"
        );
        Assert.Equal(
            (await Cli.Text("machines", "show", "zen4-vm")).TrimEnd('\n'),
            NotebookFiles.Text(file, 0)
        );
    }

    [Fact]
    public async Task A_number_of_an_answer_can_be_calculated_with()
    {
        string file = await NotebookFiles.Run(
            _folder,
            "var a = Json(\"answer --replications 4 --cma 1GiB\");",
            "(double)a[\"saved_ms\"][\"median\"] > 0"
        );
        Assert.Equal("True", NotebookFiles.Text(file, 1));
    }

    [Theory]
    [InlineData("1.0 / 8", "0.125")]
    [InlineData("JsonValue.Create(\"text\")", "text")]
    [InlineData("Markdown(\"**b**\")", "**b**")]
    [InlineData("new[] { 1, 2 }.Select(x => x * 0.5)", "value\n0.50\n1.00")]
    [InlineData("new[] { 7.1e-8, 0, 0.012 }", "value\n7.1e-8\n0\n0.01")]
    [InlineData("new[] { new { n = 1, saved_ms = 1234.4 } }", "n   saved_ms\n1       1234")]
    [InlineData(
        "Table(JsonNode.Parse(\"[{\\\"t\\\": {\\\"median\\\": 2, \\\"low\\\": 1, \\\"high\\\": 33}}]\"))",
        "t\n2.00 [1.00,33.0]"
    )]
    public async Task A_value_is_shown_as_text(string source, string text)
    {
        Assert.Equal(text, NotebookFiles.Text(await NotebookFiles.Run(_folder, source), 0));
    }

    [Fact]
    public async Task A_table_is_shown_as_HTML_too()
    {
        string file = await NotebookFiles.Run(
            _folder,
            "Table(new[] { new { a = \"<&\", b = 2 } })"
        );
        string html = NotebookFiles.Text(file, 0, "text/html");
        Assert.Contains("<tr><th>a</th><th>b</th></tr>", html);
        Assert.Contains("<tr><td>&lt;&amp;</td><td>2</td></tr>", html);
    }

    [Fact]
    public async Task A_column_of_a_table_gives_numbers_to_plot()
    {
        string file = await NotebookFiles.Run(
            _folder,
            "var t = Table(new[] { new { n = 1, ms = \"2.5\" }, new { n = 2, ms = \"4\" } });",
            "t.Column(\"n\").Sum() + t.Column(\"ms\").Sum()"
        );
        Assert.Equal("9.5", NotebookFiles.Text(file, 1));
    }

    [Fact]
    public async Task A_sweep_can_be_queried()
    {
        string study = _folder.Write(
            "s.json",
            """{"name": "s", "axes": {"cpus": [2, 4]}, "replications": 4}"""u8.ToArray()
        );
        string file = await NotebookFiles.Run(
            _folder,
            $"Kexecperf(\"sweep {study} --results {_folder.Path} --quiet\");",
            "Query(\"select cpus, count(*) as n from runs where side = 'cma' group by cpus order by 1\", "
                + $"\"--results {_folder.Path}\")"
        );
        Assert.Equal("cpus   n\n2      4\n4      4", NotebookFiles.Text(file, 1));
    }

    [Theory]
    [InlineData("chart.Add.Bars(new double[] { 1, 2 });")]
    [InlineData("chart.Line(\"a\", [1, 2], [0.1, 20]);")]
    [InlineData("chart.LogX(1, 10);\nchart.LogY(1, 10);\nchart.Line(\"a\", [1, 9], [0, 2]);")]
    public async Task A_plot_is_shown_as_PNG_of_one_size_marked_as_simulated(string drawing)
    {
        string file = await NotebookFiles.Run(
            _folder,
            $"var chart = Chart(\"Copy\", \"size, MiB\", \"time, ms\");\n{drawing}\nchart"
        );
        JsonNode data = NotebookFiles.Outputs(file, 0)[0]!["data"]!;
        byte[] png = Convert.FromBase64String(data["image/png"]!.GetValue<string>());
        using var image = SKBitmap.Decode(png);
        Assert.Equal((900, 500), (image.Width, image.Height));
        // Title, axes and data: a plot that failed is one colour.
        Assert.InRange(image.Pixels.Count(p => p != SKColors.White), 5000, 440_000);
        Assert.Equal("Copy (simulated)", data["text/plain"]![0]!.GetValue<string>());
    }
}
