using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>The blocks a point is made of: all of a fixed number, or those until the stopping rule is met.</summary>
internal static class PointBlocks
{
    /// <summary>Whether a point that runs to a precision may stop behind these blocks.</summary>
    public static bool IsEnough(StudyPoint point, IReadOnlyList<RunCells> blocks) =>
        point.Study.Plan.Replications is null
        && StoppingRule.IsEnough(RunCells.Join(blocks).Watched(), point.Study.Plan.Precision);

    /// <summary>All runs of a point; null where a block is not there or damaged.</summary>
    public static RunCells? Read(StudyStore store, StudyPoint point)
    {
        var blocks = new List<RunCells>();
        for (SweepBlock? next = SweepBlock.First(point); next is { } block; next = block.Next())
        {
            if (store.Read(block) is not { } cells)
            {
                return null;
            }

            blocks.Add(cells);
            if (IsEnough(point, blocks))
            {
                break;
            }
        }

        return RunCells.Join(blocks);
    }
}
