using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Hosts;

/// <summary>
/// The shipped profile whose rates and devices are nearest to a host's: one of its CPU's maker and
/// kind where there is one, else what is typical of its architecture. A guest takes the CPU's
/// rates, never the times of a server's firmware and devices.
/// </summary>
internal static class NearestProfile
{
    private const string Amd = CpuIdentity.Amd;
    private const string AmdServer = "amd-server-96c";
    private const string IntelServer = "intel-server";
    private const string ManyCores = "arm64-128c";
    private const string WideCores = "graviton3-64c";
    private const string ThunderX2 = "thunderx2";

    /// <summary>Servers of its makers have more CPUs: fewer are a guest's or a board's.</summary>
    private const int FewestOfServer = 16;

    /// <summary>What is the virtual machine's, not the CPU's.</summary>
    private static readonly MachineParameter[] OfGuest =
    [
        MachineParameters.CpuStopIrqOff,
        MachineParameters.CpuStopHalt,
        MachineParameters.CpuOffTeardown,
        MachineParameters.CpuOffSpread,
        MachineParameters.CpuOffFirmware,
        MachineParameters.CpuOffSerial,
        MachineParameters.Other,
        MachineParameters.Handover,
        MachineParameters.EarlyBoot,
    ];

    /// <summary>The name of the profile nearest to the host's CPU.</summary>
    public static string Of(HostFacts host) =>
        host.Cpu is not { } cpu
            ? ClassOf(host.Architecture)
            : host.Architecture switch
            {
                Architecture.X86_64 => OfX86(cpu, host.IsGuest == true),
                Architecture.Arm64 => OfArm64(cpu),
            } ?? ClassOf(host.Architecture);

    /// <summary>
    /// The machine to answer for, and whose devices and firmware it has where that is another's.
    /// </summary>
    public static (MachineProfile Machine, string? FirmwareOf) MachineOf(HostFacts host)
    {
        MachineProfile near = MachineProfiles.Get(Of(host));
        if (near.IsGuest || !IsGuest(host, near))
        {
            return (near, null);
        }

        MachineProfile guest = MachineProfiles.Get(GuestOf(host.Architecture));
        MachineProfile machine = OfGuest
            .Where(p => p.AppliesTo(host.Architecture))
            .Aggregate(near, (m, p) => m.With(p, guest[p]));
        return (
            machine with
            {
                IsGuest = true,
                Devices = guest.Devices,
                Nodes = 1,
                Cpus = guest.Cpus,
                Cache = near.Cache with { Incoherent = false },
            },
            guest.Name
        );
    }

    /// <summary>What is typical of an architecture.</summary>
    public static string ClassOf(Architecture architecture) => architecture.Name() + "-class";

    /// <summary>What is typical of a guest.</summary>
    public static string GuestOf(Architecture architecture) =>
        architecture switch
        {
            Architecture.X86_64 => "zen4-vm",
            Architecture.Arm64 => "arm64-guest",
        };

    /// <summary>
    /// arm64 CPUs do not say; a few of a server's are a guest's, whatever its firmware calls
    /// itself.
    /// </summary>
    private static bool IsGuest(HostFacts host, MachineProfile near) =>
        host.IsGuest
        ?? (
            host.Architecture == Architecture.Arm64
            && near.Name is ManyCores or WideCores
            && host.CpusOnline < FewestOfServer
        );

    /// <summary>Families and models: <c>arch/x86/kernel/cpu/amd.c</c> and <c>arch/x86/include/asm/intel-family.h</c>.</summary>
    private static string? OfX86(CpuIdentity cpu, bool guest) =>
        cpu switch
        {
            // Threadripper has the models of EPYC, and EPYC 4000 those of Ryzen.
            { Vendor: Amd } when cpu.Names("Ryzen") || cpu.Names("EPYC 4") => null,
            // Genoa; Bergamo and Siena.
            { Vendor: Amd, Family: 25, Model: (>= 0x10 and <= 0x1F) or (>= 0xA0 and <= 0xAF) } =>
                guest ? "zen4-vm" : AmdServer,
            // Milan.
            { Vendor: Amd, Family: 25, Model: <= 0x0F } => guest ? "zen3-vm" : AmdServer,
            // Naples; Rome; Turin and its dense kind; what comes after by its name.
            { Vendor: Amd, Family: 23, Model: 0x01 or 0x31 } => AmdServer,
            { Vendor: Amd, Family: 26, Model: <= 0x1F } => AmdServer,
            { Vendor: Amd, Family: >= 26 } when cpu.Names("EPYC") => AmdServer,
            // Dhyana is Naples by another maker.
            { Vendor: "HygonGenuine" } => AmdServer,
            { Vendor: "GenuineIntel", Family: 6 } when IsXeon(cpu.Model) => IntelServer,
            // Diamond Rapids.
            { Vendor: "GenuineIntel", Family: 19, Model: 0x01 } => IntelServer,
            _ => null,
        };

    /// <summary>
    /// Nehalem to Clearwater Forest: those that intel-family.h ends in _EP, _EX, _X or _D.
    /// </summary>
    private static bool IsXeon(int model) =>
        model
            is 0x1A
                or 0x2E
                or 0x2C
                or 0x2F
                or 0x2D
                or 0x3E
                or 0x3F
                or 0x4F
                or 0x56
                or 0x55
                or 0x6A
                or 0x6C
                or 0x8F
                or 0xCF
                or 0xAD
                or 0xAE
                or 0xAF
                or 0xDD;

    /// <summary>Implementers and parts: <c>arch/arm64/include/asm/cputype.h</c>.</summary>
    private static string? OfArm64(CpuIdentity cpu) =>
        (cpu.Implementer, cpu.Model) switch
        {
            (0x41, 0xD0C) => ManyCores, // Neoverse N1: Graviton2, Altra
            (0x41, 0xD40 or 0xD49 or 0xD4F) => WideCores, // Neoverse V1, N2, V2
            (0x41, 0xD83 or 0xD84 or 0xD8E) => WideCores, // Neoverse V3AE, V3, N3
            (0x6D, _) => WideCores, // Microsoft: Cobalt
            (0x4E, 0x010) => WideCores, // NVIDIA: Olympus
            (0xC0, >= 0xAC3 and <= 0xACF) => ManyCores, // AmpereOne
            (0x48, >= 0xD01 and <= 0xD0F) => ManyCores, // HiSilicon: Kunpeng 920 and later
            (0x43, 0x0AF or 0x0B8) or (0x42, 0x516) => ThunderX2, // and ThunderX3
            _ => null,
        };
}
