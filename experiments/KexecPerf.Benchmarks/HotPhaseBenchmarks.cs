using BenchmarkDotNet.Attributes;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Benchmarks;

/// <summary>The hot phase of one replication, from machine and load already drawn, by extents and page by page.</summary>
[MemoryDiagnoser]
public class HotPhaseBenchmarks
{
    private MachineDraw _draw = null!;
    private LoadedImage _loaded = null!;

    [Params("x86_64-class", "arm64-class")]
    public string Machine { get; set; } = "";

    [Params(8, 192)]
    public int Cpus { get; set; }

    [ParamsAllValues]
    public SourceOrder Order { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Scenario scenario = HotPhaseInput.Scenario(Machine, Cpus);
        _draw = MachineDraw.Of(scenario.Machine, 1, 1);
        _loaded = HotPhaseInput.Load(scenario, _draw, Order);
    }

    [Benchmark]
    public HotPhaseOutcome Extents() => HotPhaseSimulation.Run(_loaded, _draw, CopyMode.Extents);

    [Benchmark]
    public HotPhaseOutcome Pages() => HotPhaseSimulation.Run(_loaded, _draw, CopyMode.PageExact);
}
