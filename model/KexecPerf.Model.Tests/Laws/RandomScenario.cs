using KexecPerf.Model.Images;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Tests.Engine;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Laws;

/// <summary>
/// A scenario that depends on its seed alone, and the noise to run it with. It draws integers only, so that it is the same on every
/// platform. Images stay below 9,000 pages.
/// </summary>
internal sealed class RandomScenario
{
    private static readonly MachineProfile[] Machines =
    [
        .. MachineProfiles.Names.Select(MachineProfiles.Get),
    ];

    private static readonly string[] Versions =
    [
        "5.0",
        "5.15",
        "6.4",
        "6.12",
        "6.16",
        "6.17",
        "6.18",
        "7.2",
        "7.2",
        "7.3",
        "7.3",
    ];

    private readonly SplitMix _random;

    public RandomScenario(ulong seed)
    {
        Seed = seed;
        _random = new SplitMix(seed);
        MachineProfile machine = RandomMachine();
        Scenario = new Scenario
        {
            Machine = machine,
            Kernel = RandomKernel(machine.Architecture),
            Image = RandomImage(machine.Architecture),
            Memory = RandomMemory(machine.Ram),
            ClassicSyscall = Once(8),
            Kho = Once(5),
            InitOnAlloc = !Once(3),
            CmaAlignment = 2 + _random.Next(11),
            SourceCache = (SourceCache)_random.Next(Enum.GetValues<SourceCache>().Length),
            ExecAfter = SimTime.FromMilliseconds(Pick<long>(0, 1, 100, 60_000)),
            CpusIgnoringIpi = Once(10) ? 1 + _random.Next(3) : 0,
            CpusDead = Once(12) ? 1 : 0,
        };
        Draw = MachineDraw.Of(Scenario.Machine, seed, _random.Next(1_000_000));
    }

    public ulong Seed { get; }

    public Scenario Scenario { get; }

    public MachineDraw Draw { get; }

    public override string ToString() =>
        $"{Seed}: {Scenario.Machine.Name} {Scenario.Kernel.Name} {Scenario.Image.Pages}";

    private MachineProfile RandomMachine()
    {
        MachineProfile machine = Machines[_random.Next(Machines.Length)];
        bool x86 = machine.Architecture == Architecture.X86_64;
        return machine with
        {
            Cpus = Pick(1, 2, machine.Cpus, machine.Cpus),
            Cache = machine.Cache with { Incoherent = x86 && Once(3) },
        };
    }

    private KernelFeatures RandomKernel(Architecture architecture)
    {
        string text = Versions[_random.Next(Versions.Length)];
        Overlay[] fitting = [.. Overlays.All.Where(o => (o.Only ?? architecture) == architecture)];
        for (int n = _random.Next(4); n > 0; n--)
        {
            text += "+" + fitting[_random.Next(fitting.Length)].Name;
        }

        return KernelFeatures.For(text, architecture);
    }

    private KexecImage RandomImage(Architecture architecture)
    {
        long memsz = 1 + _random.Next(3_000 * 4_096);
        long bufsz = 1 + (long)(_random.Next() % (ulong)memsz);
        return KexecImage.Create(
            architecture,
            new KernelPayload(
                new ByteSize(bufsz),
                new ByteSize(memsz),
                (PayloadCompression)_random.Next(9),
                new ByteSize(_random.Next(60_000_000)),
                "random"
            ),
            new ByteSize(1 + _random.Next(6_000 * 4_096))
        );
    }

    private MemoryState RandomMemory(ByteSize ram) =>
        new()
        {
            Ram = ram,
            CmaArea = new ByteSize(Pick(0, _random.Next(40_000_000), 64L << 20, 1L << 30)),
            CmaPinned = Pick(0, 0, 5, 1L << 30),
            CmaOccupancy = Pick(0, 0.5),
            CmaDirty = Once(2),
            Fragmentation = Pick(0, 0, 0.25, 1),
        };

    private bool Once(int of) => _random.Next(of) == 0;

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
