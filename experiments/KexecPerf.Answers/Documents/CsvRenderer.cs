namespace KexecPerf.Answers.Documents;

/// <summary>Writes a document's figures as CSV (RFC 4180 quoting, newline at each end).</summary>
internal static class CsvRenderer
{
    public static string Render(Document document) => Render(document.Csv());

    /// <summary>Rows, header first.</summary>
    public static string Render(IReadOnlyList<string[]> rows) =>
        string.Concat(rows.Select(row => string.Join(',', row.Select(Quote)) + "\n"));

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"") + "\"";
}
