using BenchmarkDotNet.Attributes;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Benchmarks;

/// <summary>
/// One side of the default scenario, 124 MiB on an idle host of 16 GiB: its load phase, memory drawn
/// with it, and all of a run.
/// </summary>
[MemoryDiagnoser]
public class DefaultSideBenchmarks
{
    private const int Draws = 64;

    private Scenario _scenario = null!;
    private MachineDraw[] _draws = [];
    private int _next;

    [Params(0, 256)]
    public int CmaMiB { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        MachineProfile machine = MachineProfiles.Get("zen4-vm");
        _scenario = new Scenario
        {
            Machine = machine,
            Kernel = KernelFeatures.For("7.2", machine.Architecture),
            Image = KexecImage.Create(
                machine.Architecture,
                new KernelPayload(
                    new ByteSize(14_526_400),
                    new ByteSize(63_234_048),
                    PayloadCompression.Zstd,
                    ByteSize.Zero,
                    "benchmark"
                ),
                ByteSize.FromMiB(64)
            ),
            Memory = new MemoryState
            {
                Ram = ByteSize.FromGiB(16),
                CmaArea = ByteSize.FromMiB(CmaMiB),
            },
        };
        _draws = [.. Enumerable.Range(0, Draws).Select(r => MachineDraw.Of(machine, 1, r))];
    }

    [Benchmark]
    public LoadedImage Load() => LoadedImage.Load(_scenario, Draw());

    [Benchmark]
    public HotPhaseOutcome Replication()
    {
        MachineDraw draw = Draw();
        return HotPhaseSimulation.Run(LoadedImage.Load(_scenario, draw), draw);
    }

    private MachineDraw Draw() => _draws[_next++ % Draws];
}
