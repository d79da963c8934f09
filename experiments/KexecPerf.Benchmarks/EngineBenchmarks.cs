using BenchmarkDotNet.Attributes;

namespace KexecPerf.Benchmarks;

/// <summary>
/// The engine alone, in the patterns the model uses. Built with
/// <c>-p:SimulationEngine=SimSharp</c>, the same source measures the peer.
/// </summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    internal const int Delays = 100_000;
    internal const int Customers = 20_000;
    private const int Waits = 50_000;
    private const int Processes = 1_000;
    private const long MeanPs = 1_000_000;
    private const int Draws = 1 << 14; // drawn before, so that logarithms are not what is measured

    private readonly long[] _exponential = new long[Draws];
    private Simulation _unit = new();
    private Simulation _thousand = new();
    private Simulation _any = new();

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var i = 0; i < Draws; i++)
        {
            _exponential[i] = (long)(-MeanPs * Math.Log(1 - random.NextDouble()));
        }
        _unit = new Simulation();
        _unit.Process(UnitDelays(_unit));
        _any = new Simulation();
        _any.Process(WaitsForAny(_any));
        _thousand = new Simulation();
        for (var i = 0; i < Processes; i++)
        {
            _thousand.Process(ExponentialDelays(_thousand, i * 61));
        }
        _thousand.RunUntil(2 * MeanPs);
    }

    /// <summary>One process, one delay of 1 ps after the other.</summary>
    [Benchmark(OperationsPerInvoke = Delays)]
    public long UnitDelay()
    {
        _unit.RunUntil(_unit.NowPs + Delays);
        return _unit.Events;
    }

    /// <summary>A thousand processes with exponential delays; on average one event a step.</summary>
    [Benchmark(OperationsPerInvoke = Delays)]
    public long ThousandProcessesDelay()
    {
        _thousand.RunUntil(_thousand.NowPs + (Delays / Processes * MeanPs));
        return _thousand.Events;
    }

    /// <summary>M/M/1 at 80 % load, a process for each customer: six events and a resource.</summary>
    [Benchmark(OperationsPerInvoke = Customers)]
    public long MM1Customer()
    {
        var sim = new Simulation();
        var server = new Resource(sim, 1);
        var arrivals = Arrivals(sim, server);
        sim.Process(arrivals);
        sim.Run();
        return sim.NowPs;
    }

    /// <summary>One process that waits for the first of two timeouts.</summary>
    [Benchmark(OperationsPerInvoke = Waits)]
    public long AnyOfTwoTimeouts()
    {
        _any.RunUntil(_any.NowPs + Waits);
        return _any.Events;
    }

    private static IEnumerable<Event> UnitDelays(Simulation sim)
    {
        while (true)
        {
            yield return sim.Delay(1);
        }
    }

    private static IEnumerable<Event> WaitsForAny(Simulation sim)
    {
        while (true)
        {
            yield return sim.Timeout(1) | sim.Timeout(2);
        }
    }

    private IEnumerable<Event> ExponentialDelays(Simulation sim, int draw)
    {
        while (true)
        {
            yield return sim.Delay(_exponential[draw++ & (Draws - 1)]);
        }
    }

    private IEnumerable<Event> Arrivals(Simulation sim, Resource server)
    {
        for (var i = 0; i < Customers; i++)
        {
            yield return sim.Delay(_exponential[i & (Draws - 1)]);
            // Another stretch of the same table; 4/5 of the mean time between arrivals.
            sim.Process(Customer(sim, server, _exponential[(i + 5_000) & (Draws - 1)] / 5 * 4));
        }
    }

    private static IEnumerable<Event> Customer(Simulation sim, Resource server, long servicePs)
    {
        using var request = server.Request();
        yield return request;
        yield return sim.Delay(servicePs);
    }
}
