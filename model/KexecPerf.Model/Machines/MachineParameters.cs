namespace KexecPerf.Model.Machines;

/// <summary>
/// Every uncertain number of a machine, once: profiles, their schema, draws, sensitivities and <c>--set</c> all read this list.
/// </summary>
public static class MachineParameters
{
    private static readonly List<MachineParameter> List = [];

    /// <summary>
    /// All of them, of <see cref="LoadParameters"/> and of <see cref="RunVariation"/>, by index.
    /// </summary>
    public static IReadOnlyList<MachineParameter> All => RunVariation.WithOthers;

    /// <summary>Those that are there so far.</summary>
    internal static IReadOnlyList<MachineParameter> Known => List;

    /// <summary>Page copy, source right behind the one before, nothing cached.</summary>
    public static readonly MachineParameter CopySequential = Rate(
        "copy.sequential",
        "page copy, source page follows the one before it, source and destination in memory"
    );

    /// <summary>Page copy from a source elsewhere than the one before, nothing cached.</summary>
    public static readonly MachineParameter CopyScattered = Rate(
        "copy.scattered",
        "page copy, source page anywhere, source and destination in memory"
    );

    /// <summary>Page copy with both pages in the last-level cache.</summary>
    public static readonly MachineParameter CopyCached = Rate(
        "copy.cached",
        "page copy, source and destination in the last-level cache"
    );

    /// <summary>Page copy with both pages in the first-level cache.</summary>
    public static readonly MachineParameter CopyHot = Rate(
        "copy.hot",
        "page copy, both pages in the first-level cache: by way of the swap page before 6.14",
        Architecture.X86_64
    );

    /// <summary>Share of the cost of missing the cache that the source causes, the rest being the destination's.</summary>
    public static readonly MachineParameter CopySourceShare = Ratio(
        "copy.source_share",
        "share of a copy's cache-miss cost due to the source, the rest being the destination's"
    );

    /// <summary>Copy of a long run in one instruction or loop, nothing cached: what batching runs would give.</summary>
    public static readonly MachineParameter CopyBatched = Rate(
        "copy.batched",
        "copy of a long run at once, source and destination in memory (overlay batch-runs)"
    );

    /// <summary>Page copy with MMU and caches off.</summary>
    public static readonly MachineParameter CopyUncached = Rate(
        "copy.uncached",
        "page copy with the MMU off, the cleaning of list and sources before it included (arm64 before 5.16)",
        Architecture.Arm64
    );

    /// <summary>Clean and invalidate one cache line to the point of coherency.</summary>
    public static readonly MachineParameter CleanLine = Duration(
        "clean.line",
        "dc civac of one 64-byte line of the destination (arm64_relocate_new_kernel)",
        Architecture.Arm64
    );

    /// <summary>Barrier after the lines of a page.</summary>
    public static readonly MachineParameter CleanBarrier = Duration(
        "clean.barrier",
        "dsb sy after a page's lines (arm64_relocate_new_kernel)",
        Architecture.Arm64
    );

    /// <summary>The relocation's cost that does not depend on pages.</summary>
    public static readonly MachineParameter RelocationCall = Duration(
        "relocation.call",
        "relocation code around the copies: list head, page-table reload; alone for an empty list"
    );

    /// <summary>Share of the last-level cache that this core gets.</summary>
    public static readonly MachineParameter CacheShare = Ratio(
        "cache.share",
        "share of the last-level cache that the rebooting core gets"
    );

    /// <summary>Rate at which other work fills the cache between load and exec.</summary>
    public static readonly MachineParameter CacheEviction = Rate(
        "cache.eviction",
        "rate at which other work fills the last-level cache between load and exec"
    );

    /// <summary>One WBINVD.</summary>
    public static readonly MachineParameter CacheWbinvd = Duration(
        "cache.wbinvd",
        "one WBINVD (stop_this_cpu, relocate_kernel) where caches are incoherent with memory encryption",
        Architecture.X86_64
    );

    /// <summary>SHA-256 in the purgatory.</summary>
    public static readonly MachineParameter HashScalar = Rate(
        "hash.scalar",
        "SHA-256 as the purgatory runs it: the generic C code, data in cache (verify_sha256_digest)",
        Architecture.X86_64
    );

    /// <summary>SHA-256 with the CPU's instructions.</summary>
    public static readonly MachineParameter HashAccelerated = Rate(
        "hash.accelerated",
        "SHA-256 with the CPU's instructions (overlay accelerated-hash)",
        Architecture.X86_64
    );

    /// <summary>What the hash waits for memory, per page that is not cached.</summary>
    public static readonly MachineParameter HashMiss = Duration(
        "hash.miss",
        "added to the hash of a 4 KiB page that is not cached",
        Architecture.X86_64
    );

    /// <summary>The purgatory without its hashing.</summary>
    public static readonly MachineParameter PurgatoryCall = Duration(
        "purgatory.call",
        "purgatory without the data it hashes: entry, one final block, comparison; also where the digest is skipped",
        Architecture.X86_64
    );

    /// <summary>
    /// Interrupts-off section in which the typical CPU is when the stop IPI arrives, and its
    /// delivery.
    /// </summary>
    public static readonly MachineParameter CpuStopIrqOff = Duration(
        "cpu_stop.irq_off",
        "IPI delivery and rest of the interrupts-off section of the typical CPU (native_stop_other_cpus)",
        Architecture.X86_64
    );

    /// <summary>Spread of the section over CPUs.</summary>
    public static readonly MachineParameter CpuStopSpread = Ratio(
        "cpu_stop.spread",
        "one CPU's interrupts-off section over that of the typical CPU, in a run",
        Architecture.X86_64
    );

    /// <summary>What a CPU does before it halts.</summary>
    public static readonly MachineParameter CpuStopHalt = Duration(
        "cpu_stop.halt",
        "a CPU's local APIC and machine check off, the rebooting one's too (stop_this_cpu, native_stop_other_cpus)",
        Architecture.X86_64
    );

    /// <summary>Hotplug teardown of one CPU.</summary>
    public static readonly MachineParameter CpuOffTeardown = Duration(
        "cpu_off.teardown",
        "hotplug teardown of one CPU up to PSCI CPU_OFF (smp_shutdown_nonboot_cpus)",
        Architecture.Arm64
    );

    /// <summary>Spread of the teardown over CPUs.</summary>
    public static readonly MachineParameter CpuOffSpread = Ratio(
        "cpu_off.spread",
        "one CPU's teardown over that of the typical CPU",
        Architecture.Arm64
    );

    /// <summary>Firmware time to switch one CPU off.</summary>
    public static readonly MachineParameter CpuOffFirmware = Duration(
        "cpu_off.firmware",
        "PSCI CPU_OFF until AFFINITY_INFO says so; polled at once, then every 0.1-1 ms (cpu_psci_cpu_kill)",
        Architecture.Arm64
    );

    /// <summary>The part of a teardown that parallel shutdown still does one CPU at a time.</summary>
    public static readonly MachineParameter CpuOffSerial = Duration(
        "cpu_off.serial",
        "part of a CPU's teardown that stays serial when CPUs go down in parallel (overlay parallel-cpu-off)",
        Architecture.Arm64
    );

    /// <summary>The rest of the old kernel's hot phase.</summary>
    public static readonly MachineParameter Other = Duration(
        "other",
        "notifiers, migrate_to_reboot_cpu, syscore_shutdown, interrupt controllers and timers, kmsg_dump"
    );

    /// <summary>The jump.</summary>
    public static readonly MachineParameter Handover = Duration(
        "handover",
        "jumps between machine_kexec, relocation, purgatory and the new kernel: identity map, segments"
    );

    /// <summary>The boot stub's move of the compressed kernel.</summary>
    public static readonly MachineParameter BootStubMove = Rate(
        "boot_stub.move",
        "backward rep movsq of the compressed kernel (arch/x86/boot/compressed/head_64.S)",
        Architecture.X86_64
    );

    /// <summary>gzip in the boot stub, bytes of output.</summary>
    public static readonly MachineParameter BootStubGzip = Rate(
        "boot_stub.gzip",
        "extract_kernel with gzip, bytes of output",
        Architecture.X86_64
    );

    /// <summary>zstd in the boot stub, bytes of output.</summary>
    public static readonly MachineParameter BootStubZstd = Rate(
        "boot_stub.zstd",
        "extract_kernel with zstd, bytes of output",
        Architecture.X86_64
    );

    /// <summary>LZ4 or LZO in the boot stub, bytes of output.</summary>
    public static readonly MachineParameter BootStubLz4 = Rate(
        "boot_stub.lz4",
        "extract_kernel with lz4 or lzo, bytes of output",
        Architecture.X86_64
    );

    /// <summary>xz, lzma or bzip2 in the boot stub, bytes of output.</summary>
    public static readonly MachineParameter BootStubXz = Rate(
        "boot_stub.xz",
        "extract_kernel with xz, lzma or bzip2, bytes of output",
        Architecture.X86_64
    );

    /// <summary>From start_kernel until drivers have reset their devices.</summary>
    public static readonly MachineParameter EarlyBoot = Duration(
        "early_boot",
        "start_kernel until the drivers have reset their devices"
    );

    /// <summary>Reads from another node.</summary>
    public static readonly MachineParameter NumaRead = Ratio(
        "numa.read",
        "time to read a copy's source on another node than CPU 0's, over one on its own"
    );

    /// <summary>Writes to another node.</summary>
    public static readonly MachineParameter NumaWrite = Ratio(
        "numa.write",
        "time to write, zero or clean a page on another node, over one on the CPU's own"
    );

    /// <summary>The hash's wait for another node.</summary>
    public static readonly MachineParameter NumaHashMiss = Ratio(
        "numa.hash_miss",
        "hash.miss of a page on another node, over one on CPU 0's",
        Architecture.X86_64
    );

    internal static MachineParameter Rate(string path, string meaning, Architecture? only = null) =>
        Add(path, ParameterKind.Rate, only, meaning);

    internal static MachineParameter Duration(
        string path,
        string meaning,
        Architecture? o = null
    ) => Add(path, ParameterKind.Duration, o, meaning);

    internal static MachineParameter OnDemand(
        string path,
        string meaning,
        ParameterKind kind = ParameterKind.Duration,
        Architecture? only = null
    ) => Add(path, kind, only, meaning, onDemand: true);

    internal static MachineParameter Ratio(
        string path,
        string meaning,
        Architecture? only = null
    ) => Add(path, ParameterKind.Ratio, only, meaning);

    internal static MachineParameter Size(string path, string meaning, Architecture? only = null) =>
        Add(path, ParameterKind.Size, only, meaning);

    internal static MachineParameter Count(
        string path,
        string meaning,
        Architecture? only = null
    ) => Add(path, ParameterKind.Count, only, meaning);

    private static MachineParameter Add(
        string path,
        ParameterKind kind,
        Architecture? only,
        string meaning,
        bool onDemand = false
    )
    {
        var parameter = new MachineParameter(List.Count, path, kind, only, meaning, onDemand);
        List.Add(parameter);
        return parameter;
    }
}
