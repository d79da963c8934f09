using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Reports;

/// <summary>
/// What <c>query</c> prints. The first rows are there before anything is written, so that most
/// errors come alone; they say how wide the columns of a text are. The others are written as they
/// come.
/// </summary>
internal sealed class QueryOutput : IStreamed
{
    public const string Schema = "kexecperf.query/1";

    private const string Evidence = "simulated";
    private const int MostRows = 10_000;
    private const int MostCells = 200_000;

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Database _database;
    private readonly QueryRows? _rows;
    private readonly string[] _header;
    private readonly int _batch;
    private readonly List<object?[]> _first;

    /// <summary>Asks; takes the database over, also where it fails.</summary>
    /// <exception cref="InputException">Not SQL, or it cannot be done.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public QueryOutput(Database database, string sql, CancellationToken cancel)
    {
        _database = database;
        try
        {
            _rows = database.Ask(sql, cancel);
            _header = [.. _rows.Columns];
            _batch = Math.Clamp(MostCells / Math.Max(1, _header.Length), 1, MostRows);
            _first = _rows.Next(_batch);
        }
        catch
        {
            // DuckDB must end before the names of its folders do.
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Write(OutputFormat format, TextWriter output)
    {
        if (format == OutputFormat.Json)
        {
            WriteJson(output);
            return;
        }

        Document first = Document(
            Cells(_first, format == OutputFormat.Csv ? QueryResult.Text : Shown)
        );
        output.Write(OutputWriter.Text(first, format));
        var layout = new TextTable((Table)first.Blocks()[0]);
        foreach (List<object?[]> batch in Others())
        {
            output.Write(
                format switch
                {
                    OutputFormat.Text => UserText.Printable(layout.Lay(Cells(batch, Shown))),
                    OutputFormat.Markdown => MarkdownRenderer.Rows(Cells(batch, Shown)),
                    OutputFormat.Csv => CsvRenderer.Render(Cells(batch, QueryResult.Text)),
                    OutputFormat.Json or OutputFormat.Commit => "",
                }
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows?.Dispose();
        _database.Dispose();
    }

    private IEnumerable<List<object?[]>> Others()
    {
        while (_rows!.Next(_batch) is { Count: > 0 } batch)
        {
            yield return batch;
        }
    }

    private static List<string[]> Cells(List<object?[]> rows, Func<object?, string> cell) =>
        rows.ConvertAll(r => Array.ConvertAll(r, v => cell(v)));

    private Document Document(List<string[]> rows) =>
        new(
            _rows!.IsAtEnd
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rows.Count:N0} row{(rows.Count == 1 ? "" : "s")}"
                )
                : "rows",
            Evidence,
            [new Table(_header, rows)],
            [_header, .. rows],
            new JsonObject()
        );

    private void WriteJson(TextWriter output)
    {
        var text = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(text, Layout);
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("evidence", Evidence);
        json.WriteStartArray("columns");
        Array.ForEach(_header, json.WriteStringValue);
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (List<object?[]> batch in Others().Prepend(_first))
        {
            batch.ForEach(row => Row(row).WriteTo(json));
            Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        Flush();
        output.Write('\n');

        void Flush()
        {
            json.Flush();
            output.Write(Encoding.UTF8.GetString(text.WrittenSpan));
            text.ResetWrittenCount();
        }
    }

    private JsonObject Row(object?[] row) =>
        new(
            _header
                .Zip(row)
                .DistinctBy(c => c.First)
                .Select(c => KeyValuePair.Create(c.First, Json(c.Second)))
        );

    /// <summary>As text shows it: nine digits, nothing a terminal would obey.</summary>
    private static string Shown(object? value) =>
        value is double d && double.IsFinite(d)
            ? Numbers.Csv(d)
            : UserText.Shorten(QueryResult.Text(value), 200);

    private static JsonNode? Json(object? value) =>
        value switch
        {
            null => null,
            bool b => b,
            double d => double.IsFinite(d) ? d : null,
            float f => float.IsFinite(f) ? f : null,
            int i => i,
            long l => l,
            BigInteger b when b >= long.MinValue && b <= long.MaxValue => (long)b,
            _ => QueryResult.Text(value),
        };
}
