using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Studies.Notebooks;

/// <summary>How one notebook fared.</summary>
/// <param name="Notebook">Which.</param>
/// <param name="Outcome">In a few words.</param>
/// <param name="Complaint">One line where something is wrong, else null.</param>
/// <param name="Difference">Between its outputs and what they are now, if any.</param>
internal sealed record NotebookResult(
    Notebook Notebook,
    string Outcome,
    string? Complaint = null,
    OutputDifference? Difference = null
)
{
    /// <summary>After a run, which may have found nothing to write.</summary>
    public static NotebookResult Written(Notebook notebook, bool changed) =>
        new(notebook, changed ? "written" : "unchanged");

    /// <summary>After a check.</summary>
    public static NotebookResult Compared(Notebook notebook, OutputDifference? difference) =>
        difference is null
            ? new NotebookResult(notebook, "as in the file")
            : new NotebookResult(
                notebook,
                $"{difference.Cell.Name} differs",
                FormattableString.Invariant(
                    $"{notebook.File}: {difference.Cell.Name}: line {difference.Line} of its outputs differs"
                ) + "; if that is right, run kexecperf notebook run",
                difference
            );

    /// <summary>After a cell that failed.</summary>
    public static NotebookResult Failed(Notebook notebook, CellFailedException failure) =>
        new(notebook, $"{failure.Cell.Name} failed", $"{notebook.File}: {failure.Message}");

    /// <summary>What a command says of its notebooks.</summary>
    public static Document Report(string action, IReadOnlyList<NotebookResult> results)
    {
        string[] header = ["notebook", "cells", "outputs"];
        List<string[]> rows =
        [
            .. results.Select(r =>
                (string[])
                    [
                        r.Notebook.File,
                        FormattableString.Invariant($"{r.Notebook.Cells.Count}"),
                        r.Outcome,
                    ]
            ),
        ];
        return new Document(
            "kexecperf notebook " + action,
            "",
            [
                new Gap(),
                new Table(header, rows, Prose: true),
                .. results.SelectMany(r => r.Lines()),
            ],
            [header, .. rows],
            new JsonObject
            {
                ["schema"] = "kexecperf.notebook/1",
                ["action"] = action,
                ["ok"] = results.All(r => r.Complaint is null),
                ["notebooks"] = new JsonArray([.. results.Select(r => (JsonNode)r.Json())]),
            }
        );
    }

    private IEnumerable<Block> Lines() =>
        Difference is null
            ? []
            :
            [
                new Gap(),
                new Paragraph($"{Notebook.File}: {Difference.Cell.Name}:"),
                new CommandLine("  file:", Shown(Difference.InFile)),
                new CommandLine("  now: ", Shown(Difference.Now)),
            ];

    private static string Shown(string line) => line.Length == 0 ? "(nothing)" : line;

    private JsonObject Json()
    {
        var json = new JsonObject
        {
            ["file"] = Notebook.File,
            ["cells"] = Notebook.Cells.Count,
            ["outputs"] = Outcome,
            ["complaint"] = Complaint,
        };
        if (Difference is not null)
        {
            json["cell_id"] = Difference.Cell.Id;
            json["line"] = Difference.Line;
            json["in_file"] = Difference.InFile;
            json["now"] = Difference.Now;
        }

        return json;
    }
}
