using KexecPerf.Experiments.Running;
using KexecPerf.Experiments.Studies;

namespace KexecPerf.Experiments.Store;

/// <summary>Makes <c>summary.csv</c> of what is stored, in the order of the points.</summary>
internal static class SummaryWriter
{
    /// <summary>The study's rows under their header, once every point is done.</summary>
    /// <param name="store">Where the runs are, and where the summary goes.</param>
    /// <param name="study">The study.</param>
    /// <param name="jobs">Cores to use.</param>
    /// <param name="cancel">Set when the user interrupts.</param>
    /// <returns>The rows, or null where parts are missing; damaged ones are removed, so that they are made anew.</returns>
    public static IReadOnlyList<string[]>? Write(
        StudyStore store,
        Study study,
        int jobs,
        CancellationToken cancel
    )
    {
        string[]?[] rows = new string[study.Count][];
        Parallel.For(
            0,
            study.Count,
            new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancel },
            (index, loop) =>
            {
                StudyPoint point = study.Point(index);
                if (PointBlocks.Read(store, point, out SweepBlock missing) is { } runs)
                {
                    rows[index] = SummaryRow.Of(point, runs);
                }
                else
                {
                    store.Remove(missing);
                }
            }
        );
        if (rows.Any(r => r is null))
        {
            return null;
        }

        List<string[]> table = [SummaryRow.Header(study), .. rows.Select(r => r!)];
        store.WriteSummary(table);
        return table;
    }
}
