using System.Collections;
using System.CommandLine.Parsing;
using System.Text;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Studies.Figures.Drawing;

namespace KexecPerf.Studies.Notebooks;

/// <summary>What cells may call by its bare name. The value of a cell's last expression is shown by itself.</summary>
public sealed class NotebookGlobals
{
    private const string Error = "error: ";

    private readonly KexecperfRunner _kexecperf;

    internal NotebookGlobals(KexecperfRunner kexecperf)
    {
        _kexecperf = kexecperf;
        EmbeddedFonts.Register();
    }

    /// <summary>Those of the cell that runs.</summary>
    internal CellOutputs Outputs { get; set; } = new();

    /// <summary>
    /// The text that a command prints, such as <c>Kexecperf("answer --cma 1GiB")</c>. Double quotes hold an argument with
    /// spaces together. Fails where the command fails; warnings are dropped.
    /// </summary>
    public string Kexecperf(string arguments) => Run(Split(arguments));

    /// <summary>The same in JSON: <c>Json("answer")["saved_ms"]["median"]</c>.</summary>
    public JsonObject Json(string arguments) =>
        JsonNode.Parse(Run([.. Split(arguments), "--format", "json"]))!.AsObject();

    /// <summary>Rows of the results of sweeps: <c>query SQL</c>, with its further options.</summary>
    public NotebookTable Query(string sql, string options = "")
    {
        string text = Run(["query", sql, .. Split(options), "--format", "csv"]);
        List<string[]> rows =
        [
            .. CsvReader
                .Read("query", new MemoryStream(Encoding.UTF8.GetBytes(text)))
                .Select(r => r.Cells.ToArray()),
        ];
        return new NotebookTable(rows[0], rows[1..]);
    }

    /// <summary>A table with a column a property: <c>Table(from c in counts select new { cpus = c, ... })</c>.</summary>
    public NotebookTable Table(IEnumerable rows) => NotebookTable.Of(rows);

    /// <summary>A table of a JSON array of objects, with a column a key.</summary>
    public NotebookTable Table(JsonNode rows) => NotebookTable.Of(rows.AsArray());

    /// <summary>An empty plot, to be shown as the value of a cell. The title gets "(simulated)".</summary>
    public NotebookChart Chart(string title, string x, string y) => new(title, x, y);

    /// <summary>About three digits; of a median with its range, all three: <c>34.2 [30.1,39.0]</c>.</summary>
    public string Short(object value) => TableCell.Text(value);

    /// <summary>
    /// A ratio of an answer such as <c>answer["switch"]["speedup"]</c>: <c>1.04x</c>, or <c>~</c> where it cannot be told
    /// from 1.
    /// </summary>
    public string Ratio(JsonNode speedup) => Numbers.Ratio(TableCell.Range(speedup));

    /// <summary>Text with markup.</summary>
    public MimeBundle Markdown(string text) => new(text, ("text/markdown", text));

    /// <summary>An image; <paramref name="alt"/> says what can be seen in it.</summary>
    public MimeBundle Png(byte[] png, string alt) => PlotImage.Png(png, alt);

    /// <summary>Shows a value at once, where a cell has more than one to show.</summary>
    public void Show(object value) => Outputs.Show(Display.Of(value));

    private static IEnumerable<string> Split(string arguments) =>
        CommandLineParser.SplitCommandLine(arguments);

    private string Run(IEnumerable<string> arguments)
    {
        string[] words = [.. arguments];
        using var output = new StringWriter();
        using var error = new StringWriter();
        int status = _kexecperf(words, output, error).GetAwaiter().GetResult();
        if (status == ExitCode.Ok)
        {
            return output.ToString();
        }

        string line = error.ToString().Trim();
        line = line.StartsWith(Error, StringComparison.Ordinal) ? line[Error.Length..] : line;
        throw new CommandFailedException(
            status,
            CommandText.Exactly(words)
                + ": "
                + (line.Length > 0 ? line : FormattableString.Invariant($"status {status}"))
        );
    }
}
