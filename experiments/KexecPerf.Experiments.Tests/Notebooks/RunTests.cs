using System.Text.Json.Nodes;
using KexecPerf.Experiments.Tests.Hosts;

namespace KexecPerf.Experiments.Tests.Notebooks;

[Collection(Drawing.Name)]
public sealed class RunTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Cells_see_what_cells_above_declared()
    {
        string file = await NotebookFiles.Run(
            _folder,
            "int Twice(int x) => 2 * x;\nrecord Size(int Pages);",
            "var size = new Size(21);",
            "await Task.Yield();\nTwice(size.Pages)"
        );
        Assert.Empty(NotebookFiles.Outputs(file, 0));
        Assert.Empty(NotebookFiles.Outputs(file, 1));
        Assert.Equal("42", NotebookFiles.Text(file, 2));
        Assert.Equal(
            [1, 2, 3],
            NotebookFiles.Cells(file).Select(c => c!["execution_count"]!.GetValue<int>())
        );
    }

    [Fact]
    public async Task What_is_printed_and_shown_comes_in_order_before_the_result()
    {
        string file = await NotebookFiles.Run(
            _folder,
            "Console.WriteLine(\"a\");\nConsole.Write('b');\nShow(1);\nConsole.Write(2.5);\n3"
        );
        JsonArray outputs = NotebookFiles.Outputs(file, 0);
        Assert.Equal(
            ["stream", "display_data", "stream", "execute_result"],
            outputs.Select(o => o!["output_type"]!.GetValue<string>())
        );
        Assert.Equal("[\"a\\n\",\"b\"]", outputs[0]!["text"]!.ToJsonString());
        Assert.Equal("[\"2.5\"]", outputs[2]!["text"]!.ToJsonString());
        Assert.Equal(1, outputs[3]!["execution_count"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_notebook_is_written_as_Jupyter_writes_it()
    {
        string file = await NotebookFiles.Run(_folder, "1 < 2 ? \"é<\" : \"\"");
        Assert.Equal(
            """
            {
             "cells": [
              {
               "cell_type": "code",
               "execution_count": 1,
               "id": "c1",
               "metadata": {},
               "outputs": [
                {
                 "data": {
                  "text/plain": [
                   "é<"
                  ]
                 },
                 "execution_count": 1,
                 "metadata": {},
                 "output_type": "execute_result"
                }
               ],
               "source": "1 < 2 ? \"é<\" : \"\""
              }
             ],
             "metadata": {
              "kernelspec": {
               "display_name": "KexecPerf (C#)",
               "language": "C#",
               "name": "kexecperf-csharp"
              }
             },
             "nbformat": 4,
             "nbformat_minor": 5
            }

            """,
            await File.ReadAllTextAsync(file)
        );
    }

    [Fact]
    public async Task A_second_run_finds_nothing_to_write()
    {
        string file = await NotebookFiles.Run(
            _folder,
            "Kexecperf(\"answer --replications 4\")",
            "Chart(\"t\", \"x\", \"y\")"
        );
        byte[] first = await File.ReadAllBytesAsync(file);
        Assert.Contains("unchanged", await Cli.Text("notebook", "run", file));
        Assert.Equal(first, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task Sources_prose_and_metadata_stay_as_they_were()
    {
        JsonObject root = NotebookFiles.Root("1");
        root["metadata"]!["author"] = "nobody";
        root["cells"]!.AsArray()[0]!["source"] = new JsonArray("1 +\n", "  1");
        JsonObject prose = JsonNode
            .Parse(
                """{"cell_type": "markdown", "id": "m", "metadata": {"x": 1}, "source": "# t"}"""
            )!
            .AsObject();
        root["cells"]!.AsArray().Insert(0, prose.DeepClone());
        string file = _folder.Write("b.ipynb", System.Text.Encoding.UTF8.GetBytes($"{root}"));
        await Cli.Text("notebook", "run", file);
        JsonNode written = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        Assert.Equal("nobody", written["metadata"]!["author"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(prose, written["cells"]![0]));
        Assert.Equal(
            "[\"1 +\\n\",\"  1\"]",
            written["cells"]![1]!["source"]!.ToJsonString(
                new()
                {
                    Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            )
        );
        Assert.Equal("2", NotebookFiles.Text(file, 1));
    }

    [Theory]
    [InlineData("1 +\n  x", "cell 2 (c2): 2:3: CS0103: The name 'x' does not exist")]
    [InlineData("var y =\n 1;\n  Fail(y);", "cell 2 (c2): 3:3: FormatException: no 1")]
    [InlineData(
        "Kexecperf(\"answer --cma x\")",
        "cell 2 (c2): 1:1: kexecperf answer --cma x: --cma"
    )]
    [InlineData("throw new Exception(\"a\\nb\");", "cell 2 (c2): 1:1: Exception: a?b")]
    public async Task A_cell_that_fails_is_one_line_with_its_place_and_the_file_stays(
        string source,
        string complaint
    )
    {
        string marker = Path.Combine(_folder.Path, "went-on");
        string file = NotebookFiles.Write(
            _folder,
            "a.ipynb",
            "void Fail(int i) { throw new FormatException($\"no {i}\"); }",
            source,
            $"File.WriteAllText(\"{marker}\", \"\");"
        );
        byte[] before = await File.ReadAllBytesAsync(file);
        foreach (string action in (string[])["run", "check"])
        {
            (int exit, _, string error) = await Cli.Run("notebook", action, file);
            Assert.Equal(1, exit);
            Assert.StartsWith($"error: {file}: {complaint}", error);
            Assert.Equal(1, error.Count(c => c == '\n'));
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(file));
        Assert.False(File.Exists(marker));
    }

    [Theory]
    [InlineData("", ":1:1: not valid JSON")]
    [InlineData("[]", ": no object")]
    [InlineData("{\"nbformat\": 3}", ": nbformat: ")]
    [InlineData("{\"nbformat\": 4, \"nbformat_minor\": 4}", ": nbformat_minor: ")]
    [InlineData("{\"nbformat\": 4, \"nbformat\": 4}", "not valid JSON")]
    [InlineData("{\"nbformat\": 4, \"nbformat_minor\": 5}", ": metadata.kernelspec.language: none")]
    public async Task What_is_no_notebook_is_bad_input(string text, string complaint)
    {
        string file = _folder.Write("a.ipynb", System.Text.Encoding.UTF8.GetBytes(text));
        await IsBadInput(file, complaint);
    }

    [Theory]
    [InlineData("metadata.kernelspec.language", "python", "'python', but only C#")]
    [InlineData("cells.0.id", "", ": cells[0].id: missing or there twice")]
    [InlineData("cells.0.cell_type", "heading", ": cells[0].cell_type: unknown")]
    [InlineData("cells.0.source", null, ": cells[0].source: no text")]
    [InlineData("cells", "none", ": cells: missing")]
    public async Task A_part_that_is_wrong_is_named(string path, string? value, string complaint)
    {
        JsonNode root = NotebookFiles.Root("1");
        string[] keys = path.Split('.');
        JsonNode holder = keys[..^1]
            .Aggregate(root, (n, k) => int.TryParse(k, out int i) ? n[i]! : n[k]!);
        holder[keys[^1]] = value;
        string file = _folder.Write("a.ipynb", System.Text.Encoding.UTF8.GetBytes($"{root}"));
        await IsBadInput(file, complaint);
    }

    [Fact]
    public async Task Nothing_is_executed_where_one_of_several_files_is_no_notebook()
    {
        string good = NotebookFiles.Write(_folder, "good.ipynb", "1");
        byte[] before = await File.ReadAllBytesAsync(good);
        (int exit, string output, _) = await Cli.Run("notebook", "run", good, _folder.Path);
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.Equal(before, await File.ReadAllBytesAsync(good));
    }

    private static async Task IsBadInput(string file, string complaint)
    {
        byte[] before = await File.ReadAllBytesAsync(file);
        (int exit, string output, string error) = await Cli.Run("notebook", "run", file);
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.StartsWith("error: " + file, error);
        Assert.Contains(complaint, error);
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }
}
