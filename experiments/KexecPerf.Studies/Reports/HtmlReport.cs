using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Studies.Reports;

/// <summary>
/// A report as one page that opens from the disk: figures and style are inside, nothing is fetched, no script runs. Links lead to the files
/// beside it.
/// </summary>
internal static partial class HtmlReport
{
    private static readonly Lazy<string> Css = new(() =>
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(
            "reports/report.css"
        )!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    });

    public static string Render(StudyReport report) =>
        $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <link rel="icon" href="data:,">
            <title>{Escape(report.Title)}</title>
            <style>
            {Css.Value}</style>
            </head>
            <body>
            <header>
            <p class="eyebrow">KexecPerf study {Escape(report.Name)}: simulated, not measured</p>
            <h1>{Escape(report.Title)}</h1>
            <p class="answer">{Escape(report.Headline)}</p>
            {(report.Warning.Length == 0
                ? ""
                : $"<p class=\"warning\">{Escape(report.Warning)}</p>\n")}<p class="facts">{Escape(report.Facts)}</p>
            </header>
            <main>
            <h2>Evidence</h2>
            {Lines(report.Figures, Figure)}
            <h2>Reproduce</h2>
            <pre>{Escape(string.Join('\n', report.Commands))}</pre>
            <h2>Points</h2>
            {Rows(report.Table)}
            <p class="facts">All columns: <a href="summary.csv">summary.csv</a></p>
            <h2>Assumed numbers</h2>
            <p>Numbers that nobody measured or published, with their ranges; kexecperf machines show tells the source of all others.</p>
            {Lines(report.Assumptions, a => Details(a.Machine, a.Numbers))}
            <h2>Not covered</h2>
            {List(report.NotCovered)}
            <h2>Provenance</h2>
            <div class="scroll"><table>
            {Lines(report.Provenance, p => $"<tr><th scope=\"row\">{Escape(p.Key)}</th><td>{Escape(p.Value)}</td></tr>")}
            </table></div>
            </main>
            </body>
            </html>

            """;

    private static string Figure(ReportFigure figure) =>
        $"""
            <figure>
            {Picture(figure)}
            <figcaption>{Escape(figure.Caption)} <span>{Link(figure, "csv", "Data")} · {Link(
                figure,
                "svg",
                "SVG"
            )} · {Link(figure, "png", "PNG")}</span></figcaption>
            </figure>
            """;

    /// <summary>
    /// In two forms, of which the style sheet shows one by the width of the screen; or one to
    /// scroll.
    /// </summary>
    private static string Picture(ReportFigure figure) =>
        figure.NarrowSvg is { } narrow
            ? $"""
                <div class="wide">
                {figure.Svg.TrimEnd()}
                </div>
                <div class="narrow">
                {narrow.TrimEnd()}
                </div>
                """
            : $"""
                <p class="hint">Wider than this screen: scroll it sideways.</p>
                <div class="scroll" tabindex="0" role="region" aria-label="{Escape(figure.Name)}">
                {figure.Svg.TrimEnd()}
                </div>
                """;

    private static string Link(ReportFigure figure, string extension, string text) =>
        $"<a href=\"figures/{Escape(figure.Name)}.{extension}\">{text}</a>";

    private static string Rows(Table table) =>
        $"""
            <p class="facts">{table.Rows.Count} points, {table.Headers.Length} columns; scroll for what does not fit.</p>
            <div class="scroll rows" tabindex="0" role="region" aria-label="points"><table>
            <thead><tr>{string.Concat(
                table.Headers.Select(h => $"<th scope=\"col\">{Escape(h)}</th>")
            )}</tr></thead>
            <tbody>
            {Lines(
                table.Rows,
                r => $"<tr>{string.Concat(r.Select(c => $"<td>{Escape(c)}</td>"))}</tr>"
            )}
            </tbody>
            </table></div>
            """;

    private static string Details(string name, IReadOnlyList<string> items) =>
        $"""
            <details><summary>{Escape(name)}: {items.Count}</summary>
            {List(items)}
            </details>
            """;

    private static string List(IEnumerable<string> items) =>
        $"<ul>\n{Lines(items, i => $"<li>{Escape(i)}</li>")}\n</ul>";

    private static string Lines<T>(IEnumerable<T> items, Func<T, string> text) =>
        string.Join('\n', items.Select(text));

    /// <summary>As text of the page; a number and its unit stay on one line.</summary>
    private static string Escape(string text) =>
        Quantity().Replace(WebUtility.HtmlEncode(text), "$1&nbsp;");

    [GeneratedRegex("""([0-9]) (?=(%|ms|s|[KMGT]iB)\b|%)""")]
    private static partial Regex Quantity();
}
