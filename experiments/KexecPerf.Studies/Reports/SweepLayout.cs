using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Summaries;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Reports;

/// <summary>Lays a <see cref="SweepReport"/> out.</summary>
internal static class SweepLayout
{
    private const int MostRows = 40;
    private const int MostAxesShown = 3;

    public static Document Of(SweepReport report)
    {
        SweepRequest request = report.Sweep.Request;
        Study study = request.Study;
        SummaryTable? table = report.Sweep.Summary;
        string speed = string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Runs:N0} simulated kexecs in {report.Seconds:0.0} s on "
                + $"{request.Jobs} threads: {report.RunsPerSecond:N0} runs per second."
        );
        return new Document(
            $"kexecperf sweep: {report.Study}",
            "simulated",
            [
                .. study.Title.Length > 0 ? [new Paragraph(study.Title)] : (Block[])[],
                .. table is null ? [] : Summary(study, table),
                new Gap(),
                new Paragraph(speed, 2),
                new Paragraph(report.State, 2),
                new CommandLine("Reproduce:", report.Reproduce + request.To),
            ],
            table is null ? [SummaryRow.Header(study)] : [.. table.Rows()],
            JsonForm.Of(report, () => ReportsJson.Default)
        );
    }

    /// <summary>Axes, what is saved, and whether it boots; as many rows as fit a screen.</summary>
    private static IEnumerable<Block> Summary(Study study, SummaryTable table)
    {
        List<string> axes = [.. study.Axes.Where(a => a.Values.Count > 1).Select(a => a.Key)];
        List<(string Header, Func<SummaryPoint, string> Cell)> columns =
        [
            .. axes.Take(MostAxesShown)
                .Select(a => (a.Replace('_', ' '), (Func<SummaryPoint, string>)(p => p.Text(a)))),
            .. study
                .Outputs.Where(o => o.Paired)
                .Take(3)
                .Select(o => (o.Title, (Func<SummaryPoint, string>)(p => Median(p, o)))),
            ("all in CMA", p => Percent(p.CmaSuccess)),
            ("boots", p => Percent(p.Boots(Side.Cma))),
        ];
        yield return new Gap();
        yield return new Table(
            [.. columns.Select(c => c.Header)],
            [.. table.Points.Take(MostRows).Select(p => columns.Select(c => c.Cell(p)).ToArray())]
        );
        if (table.Points.Count > MostRows || axes.Count > MostAxesShown)
        {
            yield return new Paragraph(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"({Math.Min(MostRows, table.Points.Count)} of {table.Points.Count:N0} "
                        + $"points; all of them, all columns: {table.File})"
                ),
                2
            );
        }

        if (table.Failing > 0)
        {
            yield return new Paragraph(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"With CMA the new kernel does not come up in every run at {table.Failing:N0} "
                        + $"points; kexecperf answer says why, and what cures it."
                ),
                2
            );
        }
    }

    private static string Percent(double share) =>
        (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>Empty where no run has a value.</summary>
    private static string Median(SummaryPoint point, SummaryQuantity quantity)
    {
        double median = point[quantity.Outcome].Median;
        return double.IsNaN(median) ? ""
            : quantity.Kind == SummaryKind.Ratio
                ? Numbers.Ratio(new Interval(median, median, median))
            : Numbers.Short(median);
    }
}
