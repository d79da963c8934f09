using KexecPerf.Answers.Documents;

namespace KexecPerf.Studies.Reports;

/// <summary>A report as markdown, for where results are read in a repository.</summary>
internal static class MarkdownReport
{
    /// <summary>Rows of the table at most; the CSV has all.</summary>
    private const int MostRows = 48;

    public static string Render(StudyReport report) =>
        $"""
            # {Escape(report.Title)}

            *simulated, not measured*

            **{Escape(report.Headline)}**

            {(report.Warning.Length == 0 ? "" : Escape(report.Warning) + "\n\n")}{Escape(
                report.Facts
            )}

            {string.Join("\n\n", report.Figures.Select(Figure))}

            ## Reproduce

            ```sh
            {string.Join('\n', report.Commands)}
            ```

            ## Points

            {Table(report.Table)}

            ## Not covered

            {string.Join('\n', report.NotCovered.Select(n => "* " + Escape(n)))}

            ## Provenance

            Assumed numbers: {string.Join(
                ", ",
                report.Assumptions.Select(a => $"{a.Numbers.Count} of {a.Machine}")
            )}
            (`kexecperf machines show NAME`). Everything else: [manifest.json](manifest.json).

            """;

    private static string Figure(ReportFigure figure) =>
        $"""
            ![{figure.Name}](figures/{figure.Name}.png)

            {Escape(
                figure.Caption
            )} [Data](figures/{figure.Name}.csv), [SVG](figures/{figure.Name}.svg)
            """;

    private static string Table(Table table)
    {
        IEnumerable<string[]> rows =
        [
            table.Headers,
            [.. table.Headers.Select(_ => "---")],
            .. table.Rows.Take(MostRows),
        ];
        string more =
            table.Rows.Count > MostRows
                ? $"The first {MostRows} of {table.Rows.Count} points; all columns of all: "
                : "All columns: ";
        return string.Concat(rows.Select(r => $"| {string.Join(" | ", r.Select(Escape))} |\n"))
            + $"\n{more}[summary.csv](summary.csv)";
    }

    private static string Escape(string text) =>
        text.Replace("|", "\\|").Replace("*", "\\*").Replace("<", "&lt;");
}
