using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>Makes <c>summary.csv</c> of what is stored, in the order of the points.</summary>
internal static class SummaryWriter
{
    /// <summary>The study's rows under their header, once every point is done.</summary>
    /// <param name="store">Where the runs are, and where the summary goes.</param>
    /// <param name="study">The study.</param>
    /// <param name="jobs">Cores to use.</param>
    /// <param name="alone">Whether nobody else writes; damaged parts are then removed.</param>
    /// <param name="cancel">Set when the user interrupts.</param>
    /// <returns>The rows, or null where parts are missing or damaged.</returns>
    public static IReadOnlyList<string[]>? Write(
        StudyStore store,
        Study study,
        int jobs,
        bool alone,
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
                else if (alone)
                {
                    RemoveDamaged(store, missing);
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

    /// <summary>From the first bad block of a point on, so that one more run mends all of them.</summary>
    private static void RemoveDamaged(StudyStore store, SweepBlock missing)
    {
        for (SweepBlock? next = missing; next is { } block; next = block.Next())
        {
            if (store.Read(block) is null)
            {
                store.Remove(block);
            }
        }
    }
}
