using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Hosts;

/// <summary>
/// The shipped profile whose rates and devices are nearest to a host's: one of its CPU's generation where there is one, else
/// what is typical of its architecture. Guests of unmeasured CPUs get the typical one: a server's devices would be wrong.
/// </summary>
internal static class NearestProfile
{
    private const string Amd = CpuIdentity.Amd;
    private const string Intel = "GenuineIntel";
    private const string Arm = "0x41";
    private const string Broadcom = "0x42";
    private const string Cavium = "0x43";
    private const string HiSilicon = "0x48";
    private const string Ampere = "0xc0";

    /// <summary>The name of a profile.</summary>
    public static string Of(HostFacts host) =>
        host.Cpu is not { } cpu
            ? ClassOf(host.Architecture)
            : host.Architecture switch
            {
                Architecture.X86_64 => OfX86(cpu, host.IsGuest == true),
                Architecture.Arm64 => OfArm64(cpu, host.IsGuest == true, host.CpusOnline ?? 0),
            };

    /// <summary>What is typical of an architecture.</summary>
    public static string ClassOf(Architecture architecture) => architecture.Name() + "-class";

    /// <summary>Families and models: <c>arch/x86/kernel/cpu/amd.c</c> and <c>arch/x86/include/asm/intel-family.h</c>.</summary>
    private static string OfX86(CpuIdentity cpu, bool guest) =>
        cpu switch
        {
            // Genoa and Bergamo or Siena.
            { Vendor: Amd, Family: 25, Model: (>= 0x10 and <= 0x1F) or (>= 0xA0 and <= 0xAF) } =>
                guest ? "zen4-vm" : "amd-server-96c",
            // Milan; Turin.
            { Vendor: Amd, Family: 25, Model: <= 0x0F } when !guest => "amd-server-96c",
            { Vendor: Amd, Family: 26, Model: <= 0x1F } when !guest => "amd-server-96c",
            // Ice Lake SP and D, Sapphire and Emerald Rapids.
            { Vendor: Intel, Family: 6, Model: 0x6A or 0x6C or 0x8F or 0xCF } when !guest =>
                "intel-server",
            _ => ClassOf(Architecture.X86_64),
        };

    /// <summary>Implementers and parts: <c>arch/arm64/include/asm/cputype.h</c>.</summary>
    private static string OfArm64(CpuIdentity cpu, bool guest, int cpus) =>
        (cpu.Vendor, cpu.Model) switch
        {
            (Arm, 0xD40) => "graviton3-64c", // Neoverse V1
            (Arm, 0xD0C) when cpus >= 64 && !guest => "arm64-128c", // Neoverse N1
            (HiSilicon, 0xD01) or (Ampere, 0xAC3) when cpus >= 64 && !guest => "arm64-128c",
            (Arm, 0xD08) when cpus == 8 && !guest => "stingray", // Cortex-A72
            (Cavium, 0x0AF) or (Broadcom, 0x516) => "thunderx2",
            _ => ClassOf(Architecture.Arm64),
        };
}
