using KexecPerf.Answers.Distributions;
using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Images;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Scenarios;

/// <summary>
/// A scenario in the making: the shipped defaults or a host's facts, and over them what each
/// setting says
/// (<see cref="ScenarioKeys"/>).
/// </summary>
internal sealed record ScenarioDraft
{
    /// <summary>Without a host and a machine.</summary>
    public static readonly ByteSize DefaultRam = ByteSize.FromGiB(16);

    /// <summary>
    /// Where nobody says anything: a small VM whose rates were measured, and Debian's kernel.
    /// </summary>
    public static ScenarioDraft Shipped { get; } =
        new() { Machine = MachineProfiles.Get("zen4-vm") };

    /// <summary>All that was said, later ones over earlier ones.</summary>
    public IReadOnlyList<Setting> Settings { get; init; } = [];

    /// <summary>The machine's rates, cache and devices.</summary>
    public required MachineProfile Machine { get; init; }

    /// <summary>
    /// A host's architecture, which no other machine's may contradict; null without a host.
    /// </summary>
    public Architecture? Architecture { get; init; }

    /// <summary>CPUs online; null: those of the machine.</summary>
    public int? Cpus { get; init; }

    /// <summary>Whether CPU 0 stays at its lowest frequency.</summary>
    public bool StaysIdle { get; init; }

    /// <summary>NUMA nodes as said or found; null: those of the machine.</summary>
    public NumaNodes? Numa { get; init; }

    /// <summary>Pages of the running kernel.</summary>
    public PageSize PageSize { get; init; }

    /// <summary>RAM.</summary>
    public ByteSize Ram { get; init; } = DefaultRam;

    /// <summary>The default CMA area as asked for, at most RAM.</summary>
    public ByteSize Cma { get; init; } = ByteSize.FromMiB(256);

    /// <summary>Address asked for it; null: the kernel chooses.</summary>
    public ByteSize? CmaStart { get; init; }

    /// <summary>Whether the area holds old content; null: nobody says.</summary>
    public bool? CmaDirty { get; init; }

    /// <summary>Where drivers hold pages of a host's area; null: not known.</summary>
    public IReadOnlyList<PageRange>? CmaHeldAt { get; init; }

    /// <summary>CONFIG_CMA_ALIGNMENT.</summary>
    public int CmaAlignment { get; init; } = Scenario.DefaultCmaAlignment;

    /// <summary>
    /// Share of the area in use; null: as <see cref="Memory"/> has it, else nothing.
    /// </summary>
    public double? CmaOccupancy { get; init; }

    /// <summary>What the area holds; null: not known.</summary>
    public MemoryMix? CmaMix { get; init; }

    /// <summary>What used RAM is; null: as <see cref="Memory"/> has it, else a server's.</summary>
    public MemoryMix? MemoryMix { get; init; }

    /// <summary>Pages of the area under short-term pins.</summary>
    public long CmaPinned { get; init; }

    /// <summary>Share of other RAM in use beyond boot.</summary>
    public double Pressure { get; init; }

    /// <summary>From 0 (as after boot) to 1 (single pages).</summary>
    public double Fragmentation { get; init; }

    /// <summary>A host's memory; null where it follows from the rest.</summary>
    public MemoryFacts? Memory { get; init; }

    /// <summary>The running kernel's release, where nobody says one.</summary>
    public string KernelVersion { get; init; } = "7.2";

    /// <summary>The running kernel as said; null: that of <see cref="KernelVersion"/>.</summary>
    public KernelFeatures? Running { get; init; }

    /// <summary>The running kernel.</summary>
    public KernelFeatures RunningKernel =>
        Running ?? KernelFeatures.For(KernelVersion, Machine.Architecture);

    /// <summary>The kernel to load; null: <see cref="DefaultKernels"/>.</summary>
    public KernelPayload? Kernel { get; init; }

    /// <summary>Size of the initial RAM disk.</summary>
    public ByteSize Initrd { get; init; } = ByteSize.FromMiB(64);

    /// <summary>Kernel and initial RAM disk together; null: as large as they are.</summary>
    public ByteSize? Image { get; init; }

    /// <summary>Whether kexec_load(2) loads.</summary>
    public bool ClassicSyscall { get; init; }

    /// <summary>Whether somebody, a host or a distribution says so.</summary>
    public bool IsSyscallKnown { get; init; }

    /// <summary>
    /// Switches that CMA placement needs and the running kernel is known to be built without; what
    /// only a kernel built anew changes.
    /// </summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>Whether KHO is on, where the kernel has it.</summary>
    public bool Kho { get; init; }

    /// <summary>KHO's scratch areas; null: of the kernel's default size.</summary>
    public KhoScratch? KhoScratch { get; init; }

    /// <summary>Size of the measurement list that IMA hands over; 0 for none.</summary>
    public ByteSize ImaLog { get; init; }

    /// <summary>Whether the load has a segment for KHO.</summary>
    public bool AddsKhoTable => Kho && RunningKernel.KexecHandover && !ClassicSyscall;

    /// <summary>Whether pages are zeroed when allocated.</summary>
    public bool InitOnAlloc { get; init; } = true;

    /// <summary>How a guest's host backs memory that is free.</summary>
    public HostBacking Backing { get; init; }

    /// <summary>
    /// Whether the linear map is in pages, where the load copies it; null: as the kernel has it.
    /// </summary>
    public bool? PageGranular { get; init; }

    /// <summary>State of the cache at relocation.</summary>
    public SourceCache SourceCache { get; init; }

    /// <summary>Time from the end of the load to the exec.</summary>
    public SimTime ExecAfter { get; init; } = Scenario.DefaultExecAfter;

    /// <summary>Single numbers of what all this makes, as <c>PATH=VALUE</c>.</summary>
    public IReadOnlyList<Setting> Paths { get; init; } = [];

    /// <summary>How a host came to run its kernel; null without a host.</summary>
    public LastReboot? LastReboot { get; init; }

    /// <summary>What was found of a host, what was missing and what is assumed instead.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>The settings of a key that count.</summary>
    public IEnumerable<Setting> Counting(ScenarioKey key) =>
        Settings.Where(s => s.Key == key).TakeLast(key.Repeats ? int.MaxValue : 1);

    /// <summary>The setting of a key that counts; null where there is none.</summary>
    public Setting? Said(ScenarioKey key) => Counting(key).LastOrDefault();

    /// <summary>The scenario; remarks that a setting makes moot are left out.</summary>
    /// <exception cref="InputException">Settings that do not go together.</exception>
    public BuiltScenario Build()
    {
        var scenario = new Scenario
        {
            Machine = (Machine with { Cpus = Cpus ?? Machine.Cpus, StaysIdle = StaysIdle }).OnNodes(
                Nodes.Count
            ),
            Kernel = RunningKernel with
            {
                CopiesLinearMap = RunningKernel.CopiesLinearMap && PageGranular != false,
            },
            Image = ImageInputs.Create(this),
            Memory = MemoryState(),
            ClassicSyscall = ClassicSyscall,
            Kho = Kho && RunningKernel.KexecHandover,
            KhoScratch = KhoScratch,
            InitOnAlloc = InitOnAlloc,
            CmaAlignment = CmaAlignment,
            SourceCache = SourceCache,
            ExecAfter = ExecAfter,
        };
        CheckImage(scenario);
        if (CmaStart is not null)
        {
            Said(ScenarioKeys.Cma)!.Read(_ => ScenarioPath.CheckArea(scenario));
        }

        return new BuiltScenario(
            ScenarioPaths.Apply(scenario, Paths),
            [
                .. Remarks.Where(r => r.Key is null || !IsMoot(r.Key)),
                .. IsSyscallKnown ? [] : (Remark[])[new("load", LoadingTool.Assumed)],
                .. OtherRelease(),
                .. RoundedArea(scenario.Memory.CmaArea),
                .. Lacking(scenario.Memory.CmaArea),
            ],
            Lacks
        )
        {
            LastReboot = LastReboot,
        };
    }

    /// <summary>
    /// A file of another release than the one that is taken to run, since nobody said which does.
    /// </summary>
    private IEnumerable<Remark> OtherRelease() =>
        Kernel?.Release is { } release
        && !release.StartsWith(RunningKernel.Version.ToString(), StringComparison.Ordinal)
        && Said(ScenarioKeys.KernelVersion) is null
        && Said(ScenarioKeys.Host) is null
        && Said(ScenarioKeys.Distro) is null
            ?
            [
                new Remark(
                    "kernel",
                    $"the file is {release}, the running kernel is taken as {RunningKernel.Name}; "
                        + "--kernel-version says which one runs"
                ),
            ]
            : [];

    /// <summary>
    /// An area that is not as large as asked for, since boot reserves whole pageblocks.
    /// </summary>
    private IEnumerable<Remark> RoundedArea(ByteSize area) =>
        area > Cma
            ?
            [
                new Remark(
                    "cma",
                    $"{Cma} asked for, {area} reserved: whole pageblocks of {PageSize.Block}"
                ),
            ]
            : [];

    /// <summary>An area asked for of a kernel that is built without.</summary>
    private IEnumerable<Remark> Lacking(ByteSize area) =>
        area > ByteSize.Zero && Lacks.Contains(PlacementSwitches.DmaCma)
            ?
            [
                new Remark(
                    "cma",
                    $"the kernel is built without CMA ({string.Join(", ", Lacks)} not set), so "
                        + "cma= does nothing there until it is rebuilt"
                ),
            ]
            : [];

    private bool IsMoot(ScenarioKey key) =>
        Said(key) is { } said
        && !(key == ScenarioKeys.Syscall && said.Value == ScenarioValues.Auto);

    private NumaNodes Nodes => Numa ?? new NumaNodes(Machine.Nodes);

    /// <summary>A pressure said outright goes before counts.</summary>
    private MemoryState MemoryState()
    {
        var memory = new MemoryState
        {
            Ram = Ram,
            PageSize = PageSize,
            Numa = Nodes,
            CmaStart = CmaStart,
            CmaArea = PageSize.WholeBlocks(Cma) is var area && area < Ram ? area : Ram,
            CmaDirty = CmaDirty,
            CmaOccupancy = CmaOccupancy ?? Memory?.CmaOccupancy ?? 0,
            CmaMix = CmaMix,
            CmaPinned = CmaPinned,
            CmaHeldAt = CmaHeldAt,
            Mix = MemoryMix ?? Memory?.Mix ?? Model.Memory.MemoryMix.Server,
            Pressure = Pressure,
            Fragmentation = Fragmentation,
            Backing = Backing,
        };
        return Said(ScenarioKeys.Pressure) is null ? Memory?.ApplyTo(memory) ?? memory : memory;
    }

    /// <summary>
    /// The kernel refuses images above half of RAM (<c>sanity_check_segment_list</c>).
    /// </summary>
    private void CheckImage(Scenario scenario)
    {
        ByteSize image = scenario.Image.Memsz;
        if (image.Bytes > Ram.Bytes / 2)
        {
            Setting? cause =
                Said(ScenarioKeys.Image) ?? Said(ScenarioKeys.Initrd) ?? Said(ScenarioKeys.Kernel);
            throw new InputException(
                cause?.Place ?? InputPlace.Nowhere,
                $"an image of {image} is more than half of {Ram} of RAM, which kexec refuses; "
                    + "make it smaller or give more --ram"
            );
        }
    }
}
