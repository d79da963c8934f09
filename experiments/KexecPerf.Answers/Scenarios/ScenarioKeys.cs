using KexecPerf.Model.Inputs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Memory;

namespace KexecPerf.Answers.Scenarios;

/// <summary>
/// Every key of a scenario, once: options, file reader, schema, help and builder all read this
/// table.
/// </summary>
internal static class ScenarioKeys
{
    /// <summary>The host whose facts are the defaults of all other keys.</summary>
    public static readonly ScenarioKey Host = new(
        "host",
        "TAR|here",
        "the machine to answer for: made by collect.sh, or this one; all else overrides it",
        (draft, said) => HostDefaults.From(HostInput.Read(said)) with { Settings = draft.Settings },
        Names: NamedInput.File
    );

    public static readonly ScenarioKey Machine = new(
        "machine",
        "NAME|FILE",
        "machine profile (see: machines list)",
        ScenarioValues.WithMachine,
        Names: NamedInput.File
    );

    public static readonly ScenarioKey Distro = new(
        "distro",
        "NAME",
        "a distribution's kernel, configuration and loading tool as shipped (see: distros list); "
            + "other options override it",
        DistributionDefaults.Over
    );

    public static readonly ScenarioKey KernelVersion = new(
        "kernel-version",
        "V[+OVERLAY...]",
        "running kernel, such as 7.2+skip-digest (see: kernels list) or as uname -r has it",
        ScenarioValues.WithKernel
    );

    public static readonly ScenarioKey Kernel = new(
        "kernel",
        "FILE|BUFSZ/MEMSZ|MEMSZ",
        "kernel to load: bzImage, arm64 Image, or sizes",
        (draft, said) =>
            draft with
            {
                Kernel = ImageInputs.ReadKernel(draft.Machine.Architecture, said),
            },
        Names: NamedInput.File
    );

    public static readonly ScenarioKey Initrd = new(
        "initrd",
        "FILE|SIZE|none",
        "initial RAM disk",
        (draft, said) => draft with { Initrd = ImageInputs.ReadInitrd(said) },
        Names: NamedInput.File
    );

    public static readonly ScenarioKey Image = new(
        "image",
        "SIZE",
        "kernel and initrd together: the kernel as it is, scaled down to half where it is more; "
            + "the rest initrd",
        (draft, said) => draft with { Image = ImageInputs.ReadWhole(draft, said) }
    );

    public static readonly ScenarioKey Syscall = ScenarioKey.Of(
        "syscall",
        "auto|file|classic",
        "kexec_file_load(2) or kexec_load(2) (default auto: by the loading tool of a host or a "
            + "distribution, else file)",
        ScenarioValues.ParseSyscall,
        (draft, classic) =>
            classic is { } said
                ? draft with
                {
                    ClassicSyscall = said,
                    IsSyscallKnown = true,
                }
                : draft
    );

    public static readonly ScenarioKey Cpus = ScenarioKey.Of(
        "cpus",
        "N",
        "online CPUs",
        t => (int)Counts.Parse(t, 1, 8192),
        (draft, cpus) => draft with { Cpus = cpus }
    );

    public static readonly ScenarioKey CpuFrequency = ScenarioKey.Of(
        "cpu-frequency",
        "full|idle",
        "where cpufreq_suspend() leaves CPU 0: full (default; also where the CPU or a guest's host "
            + "chooses), or idle, the lowest, where a governor of the kernel had left it so",
        ScenarioValues.ParseFrequency,
        (draft, idle) => draft with { StaysIdle = idle }
    );

    public static readonly ScenarioKey Nodes = ScenarioKey.Of(
        "nodes",
        "N[:interleaved]",
        "NUMA nodes, RAM in equal parts from low addresses to high (default the machine's); "
            + "interleaved: firmware spreads lines over them and shows one. From 7.0 on cma= is "
            + "reserved once more on each of several",
        ScenarioValues.ParseNodes,
        (draft, nodes) => draft with { Numa = nodes }
    );

    public static readonly ScenarioKey PageSize = new(
        "page-size",
        "4KiB|16KiB|64KiB",
        "pages of the running kernel; 16 and 64 KiB on arm64 alone (default 4KiB)",
        ScenarioValues.WithPages
    );

    public static readonly ScenarioKey Ram = ScenarioKey.Of(
        "ram",
        "SIZE",
        "RAM",
        ScenarioValues.ParseRam,
        (draft, ram) => draft with { Ram = ram }
    );

    public static readonly ScenarioKey Cma = new(
        "cma",
        "SIZE[@START]",
        "default CMA area, at an address as in cma=SIZE@START; 0MiB for none",
        (draft, said) => said.Read(t => ScenarioValues.WithCma(draft, t))
    );

    public static readonly ScenarioKey CmaAlignment = ScenarioKey.Of(
        "cma-alignment",
        "ORDER",
        "CONFIG_CMA_ALIGNMENT, 2 to 12 (default 8)",
        t => (int)Counts.Parse(t, 2, 12),
        (draft, order) => draft with { CmaAlignment = order }
    );

    public static readonly ScenarioKey CmaOccupancy = ScenarioKey.Of(
        "cma-occupancy",
        "PCT",
        "share of the area in use by movable pages (default 0%)",
        Counts.ParsePercent,
        (draft, share) => draft with { CmaOccupancy = share }
    );

    public static readonly ScenarioKey CmaMix = ScenarioKey.Of(
        "cma-mix",
        "NAME|SHARES",
        "what the area holds, as --memory-mix (default: not known, so drawn around it)",
        ScenarioValues.ParseAreaMix,
        (draft, mix) => draft with { CmaMix = mix }
    );

    public static readonly ScenarioKey CmaPinned = ScenarioKey.Of(
        "cma-pinned",
        "PAGES",
        "pages of the area under short-term pins (default 0)",
        t => Counts.Parse(t, 0, CmaArea.MostPins),
        (draft, pages) => draft with { CmaPinned = pages }
    );

    public static readonly ScenarioKey CmaDirty = ScenarioKey.Of(
        "cma-dirty",
        "on|off",
        "whether the area's RAM holds old content (default: not known)",
        Counts.ParseSwitch,
        (draft, on) => draft with { CmaDirty = on }
    );

    public static readonly ScenarioKey Pressure = ScenarioKey.Of(
        "pressure",
        "PCT",
        "share of RAM outside the area in use beyond boot (default 0%)",
        Counts.ParsePercent,
        (draft, share) => draft with { Pressure = share }
    );

    public static readonly ScenarioKey MemoryMix = ScenarioKey.Of(
        "memory-mix",
        "NAME|SHARES",
        "what used RAM is: server (default), database, anonymous (no swap), or shares that add up "
            + "to 100 %, such as clean=60%,dirty=2%,anonymous=30%,unmovable=8%; also shmem, "
            + "swappable",
        Model.Memory.MemoryMix.Parse,
        (draft, mix) => draft with { MemoryMix = mix }
    );

    /// <summary>Where memory's counts are read from.</summary>
    public static readonly ScenarioKey MemoryFrom = new(
        "memory-from",
        "DIR",
        "folder with a host's meminfo, buddyinfo, pagetypeinfo and zoneinfo; "
            + "--pressure overrides it",
        ScenarioValues.WithMemory,
        Names: NamedInput.Folder
    );

    public static readonly ScenarioKey Fragmentation = ScenarioKey.Of(
        "fragmentation",
        "PCT",
        "free memory: 0% as after boot, 100% single pages",
        Counts.ParsePercent,
        (draft, share) => draft with { Fragmentation = share }
    );

    public static readonly ScenarioKey Kho = new(
        "kho",
        "on|off",
        "Kexec HandOver",
        (draft, said) =>
            draft with
            {
                Kho = said.Read(t => ScenarioValues.ParseKho(t, draft.RunningKernel)),
            }
    );

    public static readonly ScenarioKey KhoScratch = new(
        "kho-scratch",
        "SIZE[,SIZE,SIZE]",
        "KHO scratch: one area, or kho_scratch='s lowmem, global and per-node (default: not known)",
        (draft, said) =>
            draft with
            {
                KhoScratch = said.Read(t => ScenarioValues.ParseKhoScratch(t, draft.Ram)),
            }
    );

    public static readonly ScenarioKey ImaLog = ScenarioKey.Of(
        "ima-log",
        "SIZE|none",
        "IMA's measurement list, handed to the next kernel (default none)",
        ImageInputs.ReadImaLog,
        (draft, size) => draft with { ImaLog = size }
    );

    public static readonly ScenarioKey InitOnAlloc = ScenarioKey.Of(
        "init-on-alloc",
        "on|off",
        "pages zeroed when allocated (default on, as in Debian)",
        Counts.ParseSwitch,
        (draft, on) => draft with { InitOnAlloc = on }
    );

    public static readonly ScenarioKey GuestBacked = ScenarioKey.Of(
        "guest-backed",
        "on|2MiB|4KiB",
        "whether a guest's host has backed all its memory (default on), or the pages in which it "
            + "backs what was free",
        HostPages.Parse,
        (draft, backing) => draft with { Backing = backing }
    );

    public static readonly ScenarioKey SourceCache = ScenarioKey.Of(
        "source-cache",
        "simulated|cold|warm",
        "last-level cache at relocation",
        ScenarioValues.ParseSourceCache,
        (draft, state) => draft with { SourceCache = state }
    );

    public static readonly ScenarioKey ExecAfter = ScenarioKey.Of(
        "exec-after",
        "DURATION",
        "time from load to exec (default 60 s)",
        ScenarioValues.ParseExecAfter,
        (draft, time) => draft with { ExecAfter = time }
    );

    /// <summary>
    /// Single numbers by their paths; beside the other keys, since it has many values.
    /// </summary>
    public static readonly ScenarioKey Set = new(
        "set",
        "PATH=VALUE",
        "one number, such as copy.sequential='12 GB/s'; may be repeated",
        (draft, said) => draft with { Paths = [.. draft.Paths, said] },
        Repeats: true
    );

    /// <summary>All but <see cref="Set"/>, in the order of help.</summary>
    public static IReadOnlyList<ScenarioKey> All { get; } =
    [
        Host,
        Machine,
        Distro,
        KernelVersion,
        Kernel,
        Initrd,
        Image,
        Syscall,
        Cpus,
        CpuFrequency,
        Nodes,
        PageSize,
        Ram,
        Cma,
        CmaAlignment,
        CmaOccupancy,
        CmaMix,
        CmaPinned,
        CmaDirty,
        Pressure,
        MemoryMix,
        MemoryFrom,
        Fragmentation,
        Kho,
        KhoScratch,
        ImaLog,
        InitOnAlloc,
        GuestBacked,
        SourceCache,
        ExecAfter,
    ];

    /// <summary>
    /// All in the order in which they are read: first those that the values of others hang on.
    /// </summary>
    public static IReadOnlyList<ScenarioKey> InReadingOrder { get; } =
    [
        .. (
            (ScenarioKey[])[Host, Machine, Distro, Cpus, KernelVersion, MemoryFrom, PageSize, Ram]
        ).Union(All),
        Set,
    ];

    /// <summary>The key of a name, with hyphens or underscores.</summary>
    public static ScenarioKey? Find(string name) =>
        All.FirstOrDefault(k => k.Name == name.Replace('_', '-'));
}
