using KexecPerf.Model.Images;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Independent;

/// <summary>
/// Two kexecs of a host that the equations are held against: by page list without an area, and
/// with one. Nothing the load touched is still cached, and memory is as boot left it but where
/// pages are to be their own destination.
/// </summary>
internal sealed record EquationCase(string Name, Scenario PageList, Scenario Cma)
{
    private static readonly SimTime LongAgo = SimTime.FromMilliseconds(600_000);

    /// <summary>
    /// Every profile, kernels from 5.4 to 7.3, and what else an equation asks for.
    /// </summary>
    public static IReadOnlyList<EquationCase> All { get; } =
    [
        Of("x86_64-class", "7.2", s => Limited(s, MachineParameters.CopySequential)),
        Of("x86_64-class", "6.12+batch-runs+cma-placement", Packed(PayloadCompression.Gzip)),
        Of("x86_64-class", "7.2+accelerated-hash", s => Idle(s) with { CpusIgnoringIpi = 1 }),
        Of("x86_64-class", "7.1", s => Kho(s, ByteSize.FromMiB(512))),
        Of("intel-server", "7.2", s => Nodes(Cold(Packed(PayloadCompression.Zstd)(s)), new(2))),
        Of("intel-server", "7.3+keep-digest", s => Nodes(s, new(2, Interleaved: true))),
        Of("amd-server-96c", "6.17", Packed(PayloadCompression.Lz4)),
        Of("amd-server-96c", "7.3+async-device-shutdown+batch-runs"),
        Of("zen4-vm", "7.2+skip-digest", Packed(PayloadCompression.Xz)),
        Of("zen3-vm", "5.15", s => Area(s, 0)),
        Of("zen3-vm", "7.0+tail-zeroing", s => Area(Warm(s), 80) with { InitOnAlloc = false }),
        Of("lab-guest", "7.2+memset-first", Packed(PayloadCompression.Zstd)),
        Of("arm64-class", "7.2+async-device-shutdown", s => Fragmented(s, 1)),
        Of("arm64-class", "5.15", s => Area(s, 0)),
        Of("arm64-128c", "7.2+parallel-cpu-off"),
        Of("graviton3-64c", "7.3+skip-own-destination", s => In64KiB(Fragmented(s, 1))),
        Of("arm64-guest", "6.18"),
        Of("stingray", "6.18+batch-runs", s => Warm(Pages(s, PageSize.Of16KiB))),
        Of("thunderx2", "5.4+cma-placement+mmu-on", s => Idle(Nodes(s, new(2)))),
    ];

    /// <summary>Every CPU goes down as the typical one, and is off as soon as it says so.</summary>
    public EquationCase WithCpusAlike() =>
        this with
        {
            PageList = PageList with { Machine = Alike(PageList.Machine) },
            Cma = Cma with { Machine = Alike(Cma.Machine) },
        };

    private static MachineProfile Alike(MachineProfile machine) =>
        machine.Architecture switch
        {
            Architecture.X86_64 => machine.Set("cpu_stop.spread", "100%"),
            Architecture.Arm64 => machine
                .Set("cpu_off.spread", "100%")
                .Set("cpu_off.firmware", "0 ns"),
        };

    private static EquationCase Of(
        string machine,
        string kernel,
        Func<Scenario, Scenario>? change = null
    )
    {
        MachineProfile profile = MachineProfiles.Get(machine);
        Scenario plain = Plain(profile.OnNodes(1), kernel);
        Scenario withArea = change is null ? plain : change(plain);
        MemoryLayout layout = withArea.Memory.LayoutOn(profile.Architecture);
        Scenario pageList = withArea with
        {
            Kernel = withArea.Kernel with { CmaPlacement = false },
            Memory = withArea.Memory.WithoutArea(layout),
        };
        return new($"{machine} {kernel}", pageList, withArea);
    }

    private static Scenario Plain(MachineProfile machine, string kernel) =>
        new()
        {
            Machine = machine,
            Kernel = KernelFeatures.For(kernel, machine.Architecture),
            Image = Image(machine.Architecture, PayloadCompression.None),
            Memory = new MemoryState { Ram = machine.Ram, CmaArea = ByteSize.FromMiB(512) },
            ExecAfter = LongAgo,
        };

    private static KexecImage Image(
        Architecture architecture,
        PayloadCompression compression,
        PageSize page = default,
        bool kho = false
    ) =>
        KexecImage.Create(
            architecture,
            new KernelPayload(
                new ByteSize(15_234_560),
                new ByteSize(46_137_344),
                compression,
                new ByteSize(58_720_300),
                "test"
            ),
            new ByteSize(41_300_000),
            page,
            new ByteSize(kho ? 70_000 : 0),
            kho
        );

    private static Func<Scenario, Scenario> Packed(PayloadCompression compression) =>
        s => s with { Image = Image(s.Image.Architecture, compression) };

    private static Scenario Pages(Scenario s, PageSize page) =>
        s with
        {
            Image = Image(s.Image.Architecture, PayloadCompression.None, page),
            Memory = s.Memory with { PageSize = page },
        };

    private static Scenario In64KiB(Scenario s) => Pages(s, PageSize.Of64KiB);

    private static Scenario Nodes(Scenario s, NumaNodes nodes) =>
        s with
        {
            Machine = MachineProfiles.Get(s.Machine.Name).OnNodes(nodes.Count),
            Memory = s.Memory with { Numa = nodes },
        };

    private static Scenario Fragmented(Scenario s, double share) =>
        s with
        {
            Memory = s.Memory with { Fragmentation = share },
        };

    /// <summary>The load was just now, but nothing of it is cached.</summary>
    private static Scenario Cold(Scenario s) =>
        s with
        {
            SourceCache = SourceCache.Cold,
            ExecAfter = SimTime.Zero,
        };

    private static Scenario Warm(Scenario s) => s with { SourceCache = SourceCache.Warm };

    private static Scenario Area(Scenario s, long mebibytes) =>
        s with
        {
            Memory = s.Memory with { CmaArea = ByteSize.FromMiB(mebibytes) },
        };

    /// <summary>A number is never beyond what its quantiles of 5 and 95 % are.</summary>
    private static Scenario Limited(Scenario s, MachineParameter parameter)
    {
        Quantity quantity = s.Machine[parameter];
        Quantity limited = quantity with { Least = quantity.Low, Most = quantity.High };
        return s with { Machine = s.Machine.With(parameter, limited) };
    }

    /// <summary>CPU 0 stays at its lowest frequency.</summary>
    private static Scenario Idle(Scenario s) =>
        s with
        {
            Machine = s.Machine with { StaysIdle = true },
        };

    private static Scenario Kho(Scenario s, ByteSize scratch) =>
        s with
        {
            Kho = true,
            KhoScratch = new KhoScratch(scratch, scratch, scratch),
            Image = Image(s.Image.Architecture, PayloadCompression.None, default, kho: true),
        };
}
