using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Summaries;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Reports;

/// <summary>Lays a <see cref="SweepReport"/> out.</summary>
internal static class SweepLayout
{
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

    private static IEnumerable<Block> Summary(Study study, SummaryTable table)
    {
        var shown = new SweepTable(study, table);
        yield return new Gap();
        yield return shown.Table;
        if (shown.Rest.Length > 0)
        {
            yield return new Paragraph(shown.Rest, 2);
        }

        if (Headlines.Boots(table) is { Length: > 0 } warning)
        {
            yield return new Paragraph(warning, 2);
        }
    }
}
