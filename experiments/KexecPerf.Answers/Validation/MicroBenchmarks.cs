using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Caches;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Validation;

/// <summary>
/// Predicts user-space micro-benchmarks with the costs the simulation uses: a buffer copied again and again, page by page, where
/// every page was last touched two touches a page of the buffer ago; and the hash of pages that stream from memory.
/// </summary>
internal static class MicroBenchmarks
{
    /// <summary>Whether a quantity is one of these.</summary>
    public static bool Knows(string quantity) =>
        quantity is "copy_sequential_ns" or "copy_scattered_ns" or "hash_ns";

    /// <summary>Nanoseconds a 4 KiB page.</summary>
    public static Interval Predict(ValidationRow row, MachineProfile machine, int replications) =>
        Interval.Of([
            .. Enumerable
                .Range(0, replications)
                .Select(r => MachineDraw.Of(machine, 1, r))
                .Select(d => (row.Quantity == "hash_ns" ? Hash(d) : Copy(row, d)) / 1e3),
        ]);

    private static long Copy(ValidationRow row, MachineDraw draw)
    {
        var costs = new CopyCosts(draw, batched: false);
        int level = new CacheLevels(draw).At(2 * (row.RequestPages ?? 0));
        return row.Quantity == "copy_sequential_ns"
            ? costs.Sequential(level, level)
            : costs.Scattered(level, level);
    }

    private static long Hash(MachineDraw draw) =>
        draw.Rate(MachineParameters.HashScalar).TimeFor(new PageCount(1).Size).Picoseconds
        + draw.Duration(MachineParameters.HashMiss).Picoseconds;
}
