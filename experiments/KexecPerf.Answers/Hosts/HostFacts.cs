using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>What was found out about a host; null is what was not.</summary>
internal sealed record HostFacts
{
    /// <summary>Architecture: without it there is nothing to answer for.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>Which CPU.</summary>
    public CpuIdentity? Cpu { get; init; }

    /// <summary>Whether it is a virtual machine.</summary>
    public bool? IsGuest { get; init; }

    /// <summary>
    /// Whether its host is told which memory is free, and takes it back: free page reporting of a
    /// virtio balloon.
    /// </summary>
    public bool ReportsFreePages { get; init; }

    /// <summary>Whether CPUID shows SME, in use or not: then the kernel does WBINVD on kexec.</summary>
    public bool? OffersSme { get; init; }

    /// <summary>CPUs online, 1 to 8192.</summary>
    public int? CpusOnline { get; init; }

    /// <summary>Why the list of CPUs online was not taken, as a clause; null where it was, or there is none.</summary>
    public string? CpusFault { get; init; }

    /// <summary>Caches of CPU 0 that hold data, innermost first.</summary>
    public IReadOnlyList<CacheLevel> Caches { get; init; } = [];

    /// <summary>The outermost of them, if it is one that a profile can describe: 64 KiB to 4 GiB.</summary>
    public ByteSize? LastLevelCache =>
        Caches.Count > 0 && Caches[^1].Size >= ByteSize.FromKiB(64) ? Caches[^1].Size : null;

    /// <summary>
    /// How many of it there are, by the CPUs that share CPU 0's; null: not known.
    /// </summary>
    public int? LastLevelCaches =>
        LastLevelCache is not null
        && CpusOnline is { } cpus
        && CpuList.Count(Caches[^1].SharedBy) is { } sharing
            ? Math.Max(1, (cpus + sharing - 1) / sharing)
            : null;

    /// <summary>MemTotal: RAM without what firmware and kernel keep; 64 MiB to 64 TiB.</summary>
    public ByteSize? Ram { get; init; }

    /// <summary>MemAvailable.</summary>
    public ByteSize? Available { get; init; }

    /// <summary>CmaTotal, of all areas; 0 where the kernel has no CMA.</summary>
    public ByteSize? CmaTotal { get; init; }

    /// <summary>CmaFree, of all areas; null where the kernel has no CMA.</summary>
    public ByteSize? CmaFree { get; init; }

    /// <summary>Files <c>/sys/kernel/kexec*</c> and their content.</summary>
    public IReadOnlyList<(string File, string Content)> Kexec { get; init; } = [];

    /// <summary>The kernel's pages; null: not known.</summary>
    public PageSize? PageSize { get; init; }

    /// <summary>CMA areas by name.</summary>
    public CmaAreas CmaAreas { get; init; } = CmaAreas.None;

    /// <summary>The default area as boot's messages tell it; null where they do not.</summary>
    public ByteSize? CmaLogged { get; init; }

    /// <summary>Free memory, by zone.</summary>
    public MemoryFacts Memory { get; init; } = new();

    /// <summary>The running kernel's release, as <c>uname -r</c>.</summary>
    public string? Release { get; init; }

    /// <summary>What <c>kexec --version</c> says.</summary>
    public string? KexecTools { get; init; }

    /// <summary>Its configuration.</summary>
    public KernelConfig? Config { get; init; }

    /// <summary>Its parameters.</summary>
    public KernelCommandLine? CommandLine { get; init; }

    /// <summary>The image it was booted from.</summary>
    public KernelFile? Kernel { get; init; }

    /// <summary>Why <see cref="Kernel"/> is null though the image was read.</summary>
    public string? KernelFault { get; init; }

    /// <summary>Size of the image's file, at most 4 GiB.</summary>
    public ByteSize? KernelSize { get; init; }

    /// <summary>Size of the initial RAM disk, at most 4 GiB.</summary>
    public ByteSize? InitrdSize { get; init; }

    /// <summary>Devices on the buses of computers, by class and driver; null: not known.</summary>
    public IReadOnlyList<DeviceGroup>? Devices { get; init; }

    /// <summary>How long an NVMe controller gets to shut down, 0 to 255 s.</summary>
    public int? NvmeShutdownSeconds { get; init; }

    /// <summary>Disks by kind, for reading; no time hangs on them yet.</summary>
    public string? Disks { get; init; }

    /// <summary>PMUs; no time hangs on them yet.</summary>
    public int? Pmus { get; init; }

    /// <summary>Who chooses the reboot CPU's frequency; null where nobody does.</summary>
    public CpuFrequency? Frequency { get; init; }

    /// <summary>Size of IMA's measurement list, at most 1 GiB.</summary>
    public ByteSize? ImaLog { get; init; }

    /// <summary>Version of systemd.</summary>
    public string? Systemd { get; init; }

    /// <summary>How it came to run its kernel.</summary>
    public LastReboot? LastReboot { get; init; }
}
