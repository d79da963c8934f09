using System.Diagnostics;

namespace KexecPerf.Benchmarks;

/// <summary>
/// The engine's patterns in a second and a half, a line each: its name and the nanoseconds of one
/// operation, as the peers print theirs.
/// </summary>
internal static class Patterns
{
    private static readonly TimeSpan Each = TimeSpan.FromMilliseconds(500);

    public static void Run()
    {
        var engine = new EngineBenchmarks();
        engine.Setup();
        Measure(nameof(engine.UnitDelay), EngineBenchmarks.Delays, engine.UnitDelay);
        Measure(
            nameof(engine.ThousandProcessesDelay),
            EngineBenchmarks.Delays,
            engine.ThousandProcessesDelay
        );
        Measure(nameof(engine.MM1Customer), EngineBenchmarks.Customers, engine.MM1Customer);
    }

    private static void Measure(string pattern, int operations, Func<long> work)
    {
        Rounds(work); // until the compiler has seen enough of it
        List<double> ns = Rounds(work);
        ns.Sort();
        Console.WriteLine(
            FormattableString.Invariant($"{pattern} {ns[ns.Count / 2] / operations:0.00}")
        );
    }

    private static List<double> Rounds(Func<long> work)
    {
        var ns = new List<double>();
        var all = Stopwatch.StartNew();
        while (all.Elapsed < Each || ns.Count < 5)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            ns.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        return ns;
    }
}
