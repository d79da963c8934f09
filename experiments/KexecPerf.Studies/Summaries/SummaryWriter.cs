using KexecPerf.Answers.Documents;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Summaries;

/// <summary>Makes <c>summary.csv</c> of what is stored, in the order of the points.</summary>
internal static class SummaryWriter
{
    /// <summary>Writes it, once every point is done.</summary>
    /// <param name="request">Of whose study, and on how many cores.</param>
    /// <param name="store">Where the runs are, and where the summary goes.</param>
    /// <param name="cancel">Set when the user interrupts.</param>
    /// <returns>The table, or null where parts are missing or damaged.</returns>
    public static SummaryTable? Write(
        SweepRequest request,
        StudyStore store,
        CancellationToken cancel
    )
    {
        Study study = request.Study;
        string[]?[] rows = new string[study.Count][];
        Parallel.For(
            0,
            study.Count,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = request.Jobs,
                CancellationToken = cancel,
            },
            index =>
            {
                StudyPoint point = study.Point(index);
                rows[index] = PointBlocks.Read(store, point) is { } runs
                    ? SummaryRow.Of(point, runs)
                    : null;
            }
        );
        if (rows.Any(r => r is null))
        {
            return null;
        }

        List<string[]> table = [SummaryRow.Header(study), .. rows.Select(r => r!)];
        store.WriteSummary(stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            table.ForEach(row => writer.Write(CsvRenderer.Render([row])));
        });
        return SummaryTable.Of(store.Summary, table);
    }
}
