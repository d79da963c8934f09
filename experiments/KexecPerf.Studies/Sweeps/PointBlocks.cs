using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>The blocks a point is made of: all of a fixed number, or those until the stopping rule is met.</summary>
internal static class PointBlocks
{
    /// <summary>Adds a block to what is watched, and says whether a point that runs to a precision may stop.</summary>
    public static bool IsEnough(StudyPoint point, List<double> watched, RunCells block)
    {
        watched.AddRange(block.Watched());
        return point.Study.Plan.Replications is null
            && StoppingRule.IsEnough(watched, point.Study.Plan.Precision);
    }

    /// <summary>All runs of a point.</summary>
    /// <param name="store">Where they are stored.</param>
    /// <param name="point">The point.</param>
    /// <param name="missing">The first block that is not there or damaged, where the result is null.</param>
    public static RunCells? Read(StudyStore store, StudyPoint point, out SweepBlock missing)
    {
        missing = default;
        var blocks = new List<RunCells>();
        var watched = new List<double>();
        for (SweepBlock? next = SweepBlock.First(point); next is { } block; next = block.Next())
        {
            if (store.Read(block) is not { } cells)
            {
                missing = block;
                return null;
            }

            blocks.Add(cells);
            if (IsEnough(point, watched, cells))
            {
                break;
            }
        }

        return RunCells.Join(blocks);
    }
}
