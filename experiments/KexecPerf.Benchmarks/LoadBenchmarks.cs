using BenchmarkDotNet.Attributes;
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
/// The load phase of a 1 GiB image by page list on 64 GiB, with its memory drawn before, and that drawing by itself; by how much of free memory lies in
/// runs of their own.
/// </summary>
[MemoryDiagnoser]
public class LoadBenchmarks
{
    private Scenario _scenario = Scenario(0, ByteSize.Zero);
    private MachineDraw _draw = MachineDraw.Medians(MachineProfiles.Get("zen4-vm"));
    private PhysicalMemory? _memory;

    /// <summary>
    /// As after boot; 10,000 runs; a million single pages; and the lab's guest with 6 GiB, an area of 2 and an initrd of 512 MiB, where more than half of
    /// the pages become their own destination.
    /// </summary>
    public enum State
    {
        Boot,
        TenThousandRuns,
        MillionRuns,
        OwnDestinations,
    }

    [Params(State.Boot, State.TenThousandRuns, State.MillionRuns, State.OwnDestinations)]
    public State Memory { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _scenario = Memory switch
        {
            State.TenThousandRuns => Scenario(0.31, ByteSize.Zero),
            State.MillionRuns => Scenario(1, ByteSize.Zero),
            State.OwnDestinations => Scenario(0, ByteSize.FromGiB(2), ramGiB: 6, initrdMiB: 512),
            _ => Scenario(0, ByteSize.Zero),
        };
        _draw = MachineDraw.Of(_scenario.Machine, 1, 0);
        _memory = Draw();
        LoadedImage loaded = Load();
        Console.WriteLine(
            $"// {Memory}: {loaded.Outcome.SourceRuns} source runs, {loaded.Outcome.OwnDestination} own"
        );
    }

    [Benchmark]
    public LoadedImage Load() => LoadedImage.Load(_scenario, _memory!, _draw);

    [Benchmark]
    public PhysicalMemory Draw() =>
        PhysicalMemory.Draw(_scenario.Memory, Architecture.X86_64, 2 << 18, _draw);

    internal static Scenario Scenario(
        double fragmentation,
        ByteSize area,
        long ramGiB = 64,
        long initrdMiB = 964
    ) =>
        new()
        {
            Machine = MachineProfiles.Get("zen4-vm"),
            Kernel = KernelFeatures.For("7.2+no-cma", Architecture.X86_64),
            Image = KexecImage.Create(
                Architecture.X86_64,
                new KernelPayload(
                    ByteSize.FromMiB(14),
                    ByteSize.FromMiB(60),
                    PayloadCompression.Gzip,
                    ByteSize.Zero,
                    "benchmark"
                ),
                ByteSize.FromMiB(initrdMiB)
            ),
            Memory = new MemoryState
            {
                Ram = ByteSize.FromGiB(ramGiB),
                CmaArea = area,
                Fragmentation = fragmentation,
            },
        };
}
