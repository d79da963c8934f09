using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Studies.Notebooks;

/// <summary>What <c>notebook run</c> and <c>notebook check</c> print.</summary>
internal sealed record NotebookReport(
    string Action,
    [property: JsonPropertyOrder(2)] IReadOnlyList<NotebookResult> Notebooks
)
{
    public const string Key = "kexecperf.notebook/1";

    private static readonly string[] Header = ["notebook", "cells", "outputs"];

    [JsonPropertyOrder(-1)]
    public string Schema => Key;

    [JsonPropertyOrder(1)]
    public bool Ok => Notebooks.All(n => n.Complaint is null);

    /// <summary>Laid out.</summary>
    public Document Document()
    {
        List<string[]> rows =
        [
            .. Notebooks.Select(n =>
                (string[])[n.File, FormattableString.Invariant($"{n.Cells}"), n.Outputs]
            ),
        ];
        return new Document(
            "kexecperf notebook " + Action,
            "",
            [new Gap(), new Table(Header, rows, Prose: true), .. Notebooks.SelectMany(Lines)],
            [Header, .. rows],
            JsonForm.Of(this, () => NotebookReportJson.Default)
        );
    }

    private static IEnumerable<Block> Lines(NotebookResult notebook) =>
        notebook.Difference is not { } difference
            ? []
            :
            [
                new Gap(),
                new Paragraph($"{notebook.File}: {difference.Cell.Name}:"),
                new CommandLine("  file:", Shown(difference.InFile)),
                new CommandLine("  now: ", Shown(difference.Now)),
            ];

    private static string Shown(string line) => line.Length == 0 ? "(nothing)" : line;
}
