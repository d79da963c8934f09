using KexecPerf.Answers.Statistics;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>
/// The unit of work and of storage: replications from and until (exclusive) of one point, both sides. Blocks end where the stopping rule looks, so that
/// a point which runs to a precision and one which runs a fixed number are cut alike.
/// </summary>
internal readonly record struct SweepBlock(StudyPoint Point, int From, int Until)
{
    private const int Longest = 4096;

    /// <summary>Replications in it.</summary>
    public int Count => Until - From;

    /// <summary>A point's first block.</summary>
    public static SweepBlock First(StudyPoint point) => Next(point, 0);

    /// <summary>The block behind this one; null where the point has no more replications to make.</summary>
    public SweepBlock? Next() => Until < Most(Point) ? Next(Point, Until) : null;

    private static SweepBlock Next(StudyPoint point, int from)
    {
        int until = Math.Max(StoppingRule.First, Math.Min(2 * from, from + Longest));
        return new SweepBlock(point, from, Math.Min(until, Most(point)));
    }

    private static int Most(StudyPoint point) =>
        point.Study.Plan.Replications ?? point.Study.Plan.Most;
}
