using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>Lays a <see cref="SweepReport"/> out.</summary>
internal static class SweepLayout
{
    private const int MostRows = 40;
    private const int MostAxesShown = 3;

    public static Document Of(SweepReport report)
    {
        Study study = report.Request.Study;
        string speed = string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Runs:N0} simulated kexecs in {report.Seconds:0.0} s on {report.Jobs} threads: {report.RunsPerSecond:N0} runs per second."
        );
        return new Document(
            $"kexecperf sweep: {study.Name}",
            "simulated",
            [
                .. study.Title.Length > 0 ? [new Paragraph(study.Title)] : (Block[])[],
                .. report.Rows is { } rows
                    ? [new Gap(), .. Summary(study, rows, report.SummaryFile)]
                    : (Block[])[],
                new Gap(),
                new Paragraph(speed, 2),
                new Paragraph(report.State, 2),
                new CommandLine("Reproduce:", report.Reproduce + report.Request.To),
            ],
            report.Rows ?? [SummaryRow.Header(study)],
            JsonForm.Of(report, SweepsJson.Shared.SweepReport)
        );
    }

    /// <summary>The axes, what is saved, and whether it boots; as many rows as fit a screen.</summary>
    private static IEnumerable<Block> Summary(
        Study study,
        IReadOnlyList<string[]> rows,
        string file
    )
    {
        List<string> axes = [.. study.Axes.Where(a => a.Values.Count > 1).Select(a => a.Key)];
        List<(string Header, string Column)> columns =
        [
            .. axes.Take(MostAxesShown).Select(a => (a.Replace('_', ' '), a)),
            .. study
                .Outputs.Where(o => o.Paired)
                .Take(3)
                .Select(o => (o.Title, o.Columns().First())),
            ("all in CMA", "cma_success_probability"),
            ("boots", "cma_boots_probability"),
        ];
        int[] at = [.. columns.Select(c => Array.IndexOf(rows[0], c.Column))];
        List<string[]> shown = [.. rows.Skip(1)];
        yield return new Table(
            [.. columns.Select(c => c.Header)],
            [
                .. shown
                    .Take(MostRows)
                    .Select(r =>
                        at.Select((column, c) => Cell(columns[c].Column, r[column])).ToArray()
                    ),
            ]
        );
        if (shown.Count > MostRows || axes.Count > MostAxesShown)
        {
            yield return new Paragraph(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"({Math.Min(MostRows, shown.Count)} of {shown.Count:N0} points; all of them, all columns: {file})"
                ),
                2
            );
        }

        int boots = Array.IndexOf(rows[0], "cma_boots_probability");
        int failing = shown.Count(r => r[boots] != "1");
        if (failing > 0)
        {
            yield return new Paragraph(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"With CMA the new kernel does not come up in every run at {failing:N0} points; kexecperf answer says why, and what cures it."
                ),
                2
            );
        }
    }

    private static string Cell(string column, string text) =>
        column.EndsWith("_probability", StringComparison.Ordinal)
            ? (100 * double.Parse(text, CultureInfo.InvariantCulture)).ToString(
                "0.#",
                CultureInfo.InvariantCulture
            ) + " %"
        : column.Contains("_speedup_", StringComparison.Ordinal) && text.Length > 0
            ? Numbers.Ratio(
                Answers.Statistics.Interval.Of([double.Parse(text, CultureInfo.InvariantCulture)])
            )
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && column.Contains("_median", StringComparison.Ordinal)
            ? Numbers.Short(number)
        : text;
}
