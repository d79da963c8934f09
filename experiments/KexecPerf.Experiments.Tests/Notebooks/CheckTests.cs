using System.Text.Json.Nodes;
using KexecPerf.Experiments.Tests.Hosts;
using SkiaSharp;

namespace KexecPerf.Experiments.Tests.Notebooks;

[Collection(Drawing.Name)]
public sealed class CheckTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_notebook_just_run_is_as_in_the_file()
    {
        string file = await NotebookFiles.Run(
            _folder,
            "Kexecperf(\"answer --replications 4\")",
            "Table(Json(\"answer --replications 4\")[\"phases\"])",
            "Chart(\"t\", \"x\", \"y\")"
        );
        JsonObject json = await Cli.Json("notebook", "check", file);
        Assert.True(json["ok"]!.GetValue<bool>());
        Assert.Equal(3, json["notebooks"]![0]!["cells"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_first_line_that_differs_is_shown_both_ways_and_the_file_stays()
    {
        string file = await NotebookFiles.Run(_folder, "7", "Console.WriteLine(\"a\\nb\\nc\");");
        string old = (await File.ReadAllTextAsync(file)).Replace("\"b\\n\"", "\"was\\n\"");
        await File.WriteAllTextAsync(file, old);
        (int exit, string output, string error) = await Cli.Run("notebook", "check", file);
        Assert.Equal(1, exit);
        Assert.StartsWith($"error: {file}: cell 2 (c2): line 3 of its outputs differs", error);
        Assert.Contains("  file: was\n  now:  b\n", output);
        Assert.Equal(old, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_notebook_never_run_differs_where_a_cell_shows_something()
    {
        string file = NotebookFiles.Write(_folder, "a.ipynb", "var a = 1;", "a");
        (int exit, string output, string error) = await Cli.Run("notebook", "check", file);
        Assert.Equal(1, exit);
        Assert.Contains("cell 2 (c2): line 1", error);
        Assert.Contains("file: (nothing)", output);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public async Task An_image_is_the_same_where_no_eye_tells_it_from_the_other(byte off, bool same)
    {
        string file = await NotebookFiles.Run(_folder, $"Png([{Square(100)}], \"grey\")");
        string text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace(Square(100), Square((byte)(100 + off))));
        (int exit, string output, _) = await Cli.Run("notebook", "check", file);
        Assert.Equal(same ? 0 : 1, exit);
        Assert.Equal(!same, output.Contains("file: an image of"));
        Assert.DoesNotContain("iVBOR", output);
    }

    /// <summary>The bytes of a grey PNG as C# writes them.</summary>
    private static string Square(byte grey)
    {
        using var bitmap = new SKBitmap(4, 4);
        bitmap.Erase(new SKColor(50, grey, 200));
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return string.Join(", ", png.ToArray());
    }

    [Fact]
    public async Task How_the_same_output_is_written_does_not_matter()
    {
        string file = await NotebookFiles.Run(_folder, "\"a\\nb\"");
        JsonNode root = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        JsonNode output = root["cells"]![0]!["outputs"]![0]!;
        output["data"]!["text/plain"] = "a\nb";
        output["execution_count"] = 9;
        await File.WriteAllTextAsync(file, root.ToJsonString());
        await Cli.Text("notebook", "check", file);
    }

    [Fact]
    public async Task Every_file_is_checked_though_one_fails()
    {
        string bad = NotebookFiles.Write(_folder, "b.ipynb", "nonsense");
        string good = await NotebookFiles.Run(_folder, "1");
        (int exit, string output, string error) = await Cli.Run("notebook", "check", bad, good);
        Assert.Equal(1, exit);
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.Contains("cell 1 (c1) failed", output);
        Assert.Contains("as in the file", output);
    }
}
