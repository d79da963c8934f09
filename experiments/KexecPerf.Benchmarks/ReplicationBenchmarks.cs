using BenchmarkDotNet.Attributes;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Benchmarks;

/// <summary>What an answer pays for a replication of one side, and what it costs to know when each page was copied.</summary>
[MemoryDiagnoser]
public class ReplicationBenchmarks
{
    private const int Questions = 4096;
    private readonly PageTimes _copied = new();
    private Scenario _scenario = null!;
    private MachineDraw _draw = null!;
    private LoadedImage _loaded = null!;

    [Params("x86_64-class", "arm64-class")]
    public string Machine { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _scenario = HotPhaseInput.Scenario(Machine, 8);
        _draw = MachineDraw.Of(_scenario.Machine, 1, 1);
        _loaded = HotPhaseInput.Load(_scenario, _draw, SourceOrder.UnequalRuns);
        Run(_copied);
    }

    /// <summary>Every parameter of the machine.</summary>
    [Benchmark]
    public MachineDraw Draw() => MachineDraw.Of(_scenario.Machine, 1, 1);

    /// <summary>Draw, load and hot phase.</summary>
    [Benchmark]
    public HotPhaseOutcome Replication()
    {
        MachineDraw draw = Draw();
        return HotPhaseSimulation.Run(LoadedImage.Load(_scenario, draw), draw);
    }

    /// <summary>The hot phase with the ends of all copies noted.</summary>
    [Benchmark]
    public HotPhaseOutcome Noted() => Run(new PageTimes());

    /// <summary>When was page p copied?</summary>
    [Benchmark(OperationsPerInvoke = Questions)]
    public long EndOfPage()
    {
        long sum = 0;
        for (long page = 0; page < 64 * Questions; page += 64)
        {
            sum += _copied.End(page)!.Value.Picoseconds;
        }

        return sum;
    }

    /// <summary>How many pages are copied at t?</summary>
    [Benchmark(OperationsPerInvoke = Questions)]
    public long DoneBefore()
    {
        long end = _copied.End(_copied.Count - 1)!.Value.Picoseconds;
        long sum = 0;
        for (int i = 0; i < Questions; i++)
        {
            sum += _copied.DoneBefore(new SimTime(end / Questions * i));
        }

        return sum;
    }

    private HotPhaseOutcome Run(PageTimes copied) =>
        HotPhaseSimulation.Run(
            _loaded,
            _draw,
            CopyMode.Extents,
            new HotPhaseRecord { Copied = copied }
        );
}
