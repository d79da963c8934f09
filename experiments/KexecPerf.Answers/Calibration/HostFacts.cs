using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Calibration;

/// <summary>What this host says about itself; null for what it does not say.</summary>
/// <param name="Architecture">Architecture of this process.</param>
/// <param name="CpuModel">Name of the CPU, one line; never the host's name.</param>
/// <param name="Cpus">CPUs online.</param>
/// <param name="Ram">MemTotal.</param>
/// <param name="Available">MemAvailable, or what the runtime may use if that is less.</param>
/// <param name="CmaTotal">Size of all CMA areas; null where the kernel has none configured.</param>
/// <param name="CmaFree">Free pages of them.</param>
/// <param name="Caches">Caches of CPU 0, innermost first.</param>
/// <param name="Guest">Whether it is a virtual machine; null where that cannot be seen.</param>
/// <param name="Incoherent">Whether CPUID shows SME, so that the kernel writes caches back before it relocates.</param>
/// <param name="Kexec">Files <c>/sys/kernel/kexec*</c> and their content.</param>
internal sealed record HostFacts(
    Architecture Architecture,
    string CpuModel,
    int? Cpus,
    ByteSize? Ram,
    ByteSize Available,
    ByteSize? CmaTotal,
    ByteSize? CmaFree,
    IReadOnlyList<CacheLevel> Caches,
    bool? Guest,
    bool Incoherent,
    IReadOnlyList<(string File, string Content)> Kexec
)
{
    /// <summary>The outermost cache that holds data, if it is one that a profile can describe.</summary>
    public CacheLevel? LastLevel =>
        Caches.Count > 0 && Caches[^1].Size >= ByteSize.FromKiB(64) ? Caches[^1] : null;

    /// <summary>The profile of what is typical of this architecture.</summary>
    public string ClassName => Architecture.Name() + "-class";
}

/// <summary>A cache that holds data.</summary>
/// <param name="Level">1 is nearest to the core.</param>
/// <param name="Size">Bytes.</param>
/// <param name="SharedBy">CPUs that share it, as the kernel lists them, such as <c>0-7</c>; empty where it does not say.</param>
internal sealed record CacheLevel(int Level, ByteSize Size, string SharedBy);
