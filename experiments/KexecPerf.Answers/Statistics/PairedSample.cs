namespace KexecPerf.Answers.Statistics;

/// <summary>
/// What times of paired replications come to, by the same rules in answers and in sweeps. A time is
/// in picoseconds, and null where the replication has none, as of a kexec that a CPU hung: such a
/// replication counts in no time and in no pair.
/// </summary>
internal static class PairedSample
{
    private const double PicosecondsAMillisecond = 1e9;

    /// <summary>Milliseconds.</summary>
    public static List<double> Milliseconds(IEnumerable<long?> times) =>
        [.. times.Where(t => t.HasValue).Select(t => t!.Value / PicosecondsAMillisecond)];

    /// <summary>Paired differences a - b, ms.</summary>
    public static List<double> Differences(IEnumerable<long?> a, IEnumerable<long?> b) =>
        [.. Pairs(a, b).Select(p => (p.A - p.B) / PicosecondsAMillisecond)];

    /// <summary>Paired ratios a over b where b takes time; exactly 1 where both are equal.</summary>
    public static List<double> Ratios(IEnumerable<long?> a, IEnumerable<long?> b) =>
        [.. Pairs(a, b).Where(p => p.B > 0).Select(p => (double)p.A / p.B)];

    /// <summary>Both times of those replications that have two, picoseconds.</summary>
    public static IEnumerable<(long A, long B)> Pairs(IEnumerable<long?> a, IEnumerable<long?> b) =>
        a.Zip(b)
            .Where(p => p is (not null, not null))
            .Select(p => (p.First!.Value, p.Second!.Value));

    /// <summary>Share of replications in which something holds; 0 of none.</summary>
    public static double Share(IEnumerable<bool> holds) =>
        holds.Select(h => h ? 1.0 : 0).DefaultIfEmpty(0).Average();
}
