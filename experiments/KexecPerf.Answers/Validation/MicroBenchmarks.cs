using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Caches;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Validation;

/// <summary>
/// Predicts user-space micro-benchmarks with the costs the simulation uses: a buffer copied again and again, page by page, where
/// every page was last touched two touches a page of the buffer ago; and the hash of pages that stream from memory. A sweep of buffers
/// around the cache is held to the law of hits alone: it is given the rates of its own smallest and largest buffer.
/// </summary>
internal sealed class MicroBenchmarks(IEnumerable<ValidationRow> rows, int replications)
{
    private const string SweepQuantity = "copy_sweep_ns";

    /// <summary>Nanoseconds a page at the ends of a sweep, which are calibration rows.</summary>
    private readonly Dictionary<(string, string), (double Hit, double Miss)> _ends = rows.Where(r =>
            r is { Quantity: SweepQuantity, Role: "calibration", RequestPages: > 0, Value: > 0 }
        )
        .GroupBy(Sweep)
        .Where(g => g.Count() > 1)
        .ToDictionary(
            g => g.Key,
            g =>
                (
                    g.MinBy(r => r.RequestPages)!.Value!.Value,
                    g.MaxBy(r => r.RequestPages)!.Value!.Value
                )
        );

    /// <summary>Whether a quantity is one of these.</summary>
    public static bool Knows(string quantity) =>
        quantity is "copy_sequential_ns" or "copy_scattered_ns" or SweepQuantity or "hash_ns";

    /// <summary>What a row's prediction is given beside its conditions; empty: nothing.</summary>
    public string Given(ValidationRow row) =>
        row.Quantity == SweepQuantity && _ends.ContainsKey(Sweep(row)) ? "sweep ends" : "";

    /// <summary>Nanoseconds a 4 KiB page.</summary>
    public Interval Predict(ValidationRow row, MachineProfile machine)
    {
        MachineProfile told =
            Given(row).Length > 0 ? WithEnds(machine, _ends[Sweep(row)]) : machine;
        return Interval.Of([
            .. Enumerable
                .Range(0, replications)
                .Select(r => MachineDraw.Of(told, 1, r))
                .Select(d => (row.Quantity == "hash_ns" ? Hash(d) : Copy(row, d)) / 1e3),
        ]);
    }

    private static (string, string) Sweep(ValidationRow row) => (row.Machine, row.Source);

    private static MachineProfile WithEnds(
        MachineProfile machine,
        (double Hit, double Miss) ends
    ) =>
        machine
            .With(MachineParameters.CopyCached, RateOf(ends.Hit))
            .With(MachineParameters.CopySequential, RateOf(ends.Miss));

    private static Quantity RateOf(double nanoseconds) =>
        Quantity.Exactly(PageCount.PageBytes * 1e9 / nanoseconds, "end of the sweep");

    private static long Copy(ValidationRow row, MachineDraw draw)
    {
        var costs = new CopyCosts(draw, batched: false);
        int level = new CacheLevels(draw).At(2 * (row.RequestPages ?? 0));
        return row.Quantity == "copy_scattered_ns"
            ? costs.Scattered(level, level)
            : costs.Sequential(level, level);
    }

    private static long Hash(MachineDraw draw) =>
        draw.Rate(MachineParameters.HashScalar).TimeFor(new PageCount(1).Size).Picoseconds
        + draw.Duration(MachineParameters.HashMiss).Picoseconds;
}
