using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Machines;

namespace KexecPerf.Experiments.Tests.Hosts;

public class NearestProfileTests
{
    [Theory]
    [InlineData("AuthenticAMD", 25, 17, true, "zen4-vm")]
    [InlineData("AuthenticAMD", 25, 17, false, "amd-server-96c")]
    [InlineData("AuthenticAMD", 25, 0xA0, false, "amd-server-96c")]
    [InlineData("AuthenticAMD", 25, 1, false, "amd-server-96c")]
    [InlineData("AuthenticAMD", 25, 1, true, "zen3-vm")]
    [InlineData("AuthenticAMD", 23, 1, false, "amd-server-96c")]
    [InlineData("AuthenticAMD", 23, 0x31, true, "amd-server-96c")]
    [InlineData("AuthenticAMD", 26, 2, true, "amd-server-96c")]
    [InlineData("AuthenticAMD", 26, 0x11, false, "amd-server-96c")]
    [InlineData("AuthenticAMD", 23, 0x71, false, "x86_64-class")]
    [InlineData("AuthenticAMD", 25, 0x61, false, "x86_64-class")]
    [InlineData("AuthenticAMD", 26, 0x44, false, "x86_64-class")]
    [InlineData("AuthenticAMD", 15, 107, true, "x86_64-class")]
    [InlineData("HygonGenuine", 24, 4, false, "amd-server-96c")]
    [InlineData("GenuineIntel", 6, 0x2D, false, "intel-server")]
    [InlineData("GenuineIntel", 6, 0x4F, true, "intel-server")]
    [InlineData("GenuineIntel", 6, 0x55, false, "intel-server")]
    [InlineData("GenuineIntel", 6, 0x8F, true, "intel-server")]
    [InlineData("GenuineIntel", 6, 0xAD, false, "intel-server")]
    [InlineData("GenuineIntel", 6, 0xAF, false, "intel-server")]
    [InlineData("GenuineIntel", 19, 1, false, "intel-server")]
    [InlineData("GenuineIntel", 6, 0x3D, false, "x86_64-class")]
    [InlineData("GenuineIntel", 6, 0x97, false, "x86_64-class")]
    [InlineData("GenuineIntel", 6, 0xBE, false, "x86_64-class")]
    [InlineData("GenuineIntel", 15, 6, true, "x86_64-class")]
    [InlineData("CentaurHauls", 7, 59, false, "x86_64-class")]
    [InlineData("  Shanghai  ", 7, 59, false, "x86_64-class")]
    public void Of_x86(string vendor, int family, int model, bool guest, string profile)
    {
        string text = FakeHost.Cpuinfo(vendor, family, model, guest ? "a hypervisor b" : "a b", 2);
        Check(Architecture.X86_64, text, 2, profile);
    }

    [Theory]
    [InlineData(23, 1, "AMD Ryzen 7 1700X", "x86_64-class")]
    [InlineData(25, 0x18, "AMD Ryzen Threadripper 7980X", "x86_64-class")]
    [InlineData(25, 0x61, "AMD EPYC 4584PX", "x86_64-class")]
    [InlineData(26, 0x51, "AMD EPYC 9996", "amd-server-96c")]
    public void A_name_tells_desktops_from_servers_of_one_model(
        int family,
        int model,
        string name,
        string profile
    ) =>
        Check(
            Architecture.X86_64,
            FakeHost.Cpuinfo("AuthenticAMD", family, model, "a b", 2, name),
            2,
            profile
        );

    [Theory]
    [InlineData("0x41", "0xd0c", 128, "arm64-128c")]
    [InlineData("0x41", "0xd0c", 4, "arm64-128c")]
    [InlineData("0x41", "0xd40", 64, "graviton3-64c")]
    [InlineData("0x41", "0xd49", 128, "graviton3-64c")]
    [InlineData("0x41", "0xd4f", 144, "graviton3-64c")]
    [InlineData("0x41", "0xd84", 96, "graviton3-64c")]
    [InlineData("0x6d", "0xd49", 96, "graviton3-64c")]
    [InlineData("0xc0", "0xac3", 192, "arm64-128c")]
    [InlineData("0xc0", "0xac4", 192, "arm64-128c")]
    [InlineData("0x48", "0xd01", 128, "arm64-128c")]
    [InlineData("0x48", "0xd02", 160, "arm64-128c")]
    [InlineData("0x43", "0x0af", 64, "thunderx2")]
    [InlineData("0x43", "0x0a1", 48, "arm64-class")]
    [InlineData("0x41", "0xd08", 8, "arm64-class")]
    [InlineData("0x41", "0xd0b", 4, "arm64-class")]
    [InlineData("0x51", "0x001", 12, "arm64-class")]
    [InlineData("0x61", "0x022", 8, "arm64-class")]
    [InlineData("junk", "junk", 8, "arm64-class")]
    public void Of_arm64(string implementer, string part, int cpus, string profile) =>
        Check(Architecture.Arm64, Arm(implementer, part), cpus, profile);

    /// <summary>CPU off by firmware, drives and early boot are a server's.</summary>
    [Theory]
    [InlineData("0x41", "0xd0c", 64, "arm64-128c")]
    [InlineData("0x41", "0xd40", 8, "graviton3-64c")]
    [InlineData("0xc0", "0xac4", 80, "arm64-128c")]
    [InlineData("0x43", "0x0af", 2, "thunderx2")]
    [InlineData("0x41", "0xd08", 16, "arm64-class")]
    public void A_guest_of_arm64_has_the_CPU_s_rates_and_no_firmware_of_a_server(
        string implementer,
        string part,
        int cpus,
        string profile
    )
    {
        (MachineProfile machine, string? firmware) = NearestProfile.MachineOf(
            Host(Arm(implementer, part), cpus, guest: true)
        );
        MachineProfile near = MachineProfiles.Get(profile);
        MachineProfile guest = MachineProfiles.Get("arm64-guest");
        Assert.Equal((profile, "arm64-guest", true), (machine.Name, firmware, machine.IsGuest));
        Assert.Equal(
            near[MachineParameters.CopySequential],
            machine[MachineParameters.CopySequential]
        );
        Assert.Equal(near[MachineParameters.CleanLine], machine[MachineParameters.CleanLine]);
        Assert.Equal(
            guest[MachineParameters.CpuOffTeardown],
            machine[MachineParameters.CpuOffTeardown]
        );
        Assert.Equal(guest[MachineParameters.EarlyBoot], machine[MachineParameters.EarlyBoot]);
        Assert.Equal(guest.Devices, machine.Devices);
        Assert.True(
            machine[MachineParameters.CpuOffTeardown].Value
                < near[MachineParameters.CpuOffTeardown].Value
        );
    }

    [Theory]
    [InlineData("GenuineIntel", 6, 0x8F, "intel-server")]
    [InlineData("AuthenticAMD", 23, 0x31, "amd-server-96c")]
    [InlineData("AuthenticAMD", 25, 1, "zen3-vm")]
    [InlineData("GenuineIntel", 6, 0x5E, "x86_64-class")]
    public void A_guest_of_x86_has_the_CPU_s_rates_and_a_VM_s_boot(
        string vendor,
        int family,
        int model,
        string profile
    )
    {
        string text = FakeHost.Cpuinfo(vendor, family, model, "hypervisor", 2);
        (MachineProfile machine, string? firmware) = NearestProfile.MachineOf(Host(text, 2, null));
        MachineProfile near = MachineProfiles.Get(profile);
        MachineProfile guest = MachineProfiles.Get("zen4-vm");
        Assert.Equal((profile, "zen4-vm"), (machine.Name, firmware));
        Assert.Equal(near[MachineParameters.HashScalar], machine[MachineParameters.HashScalar]);
        Assert.Equal(
            near[MachineParameters.CopyScattered],
            machine[MachineParameters.CopyScattered]
        );
        Assert.Equal(guest[MachineParameters.EarlyBoot], machine[MachineParameters.EarlyBoot]);
        Assert.Equal(guest[MachineParameters.CpuStopHalt], machine[MachineParameters.CpuStopHalt]);
        Assert.Equal(guest.Devices, machine.Devices);
        Assert.False(machine.Cache.Incoherent);
    }

    /// <summary>No such server has so few, so firmware that does not say so runs a guest.</summary>
    [Theory]
    [InlineData("0xd0c", 4, true)]
    [InlineData("0xd4f", 15, true)]
    [InlineData("0xd0c", 80, false)]
    [InlineData("0xd0b", 4, false)]
    public void A_few_CPUs_of_a_server_are_a_guest_s(string part, int cpus, bool guest) =>
        Assert.Equal(
            guest ? "arm64-guest" : null,
            NearestProfile.MachineOf(Host(Arm("0x41", part), cpus, null)).FirmwareOf
        );

    [Fact]
    public void A_measured_guest_is_taken_whole_and_bare_metal_too()
    {
        string zen4 = FakeHost.Cpuinfo("AuthenticAMD", 25, 17, "hypervisor", 2);
        Assert.Null(NearestProfile.MachineOf(Host(zen4, 2, null)).FirmwareOf);
        Assert.Null(NearestProfile.MachineOf(Host(Arm("0x41", "0xd0c"), 4, false)).FirmwareOf);
    }

    private static string Arm(string implementer, string part) =>
        $"processor\t: 0\nCPU implementer\t: {implementer}\nCPU part\t: {part}\n\nprocessor\t: 1\n";

    private static HostFacts Host(string cpuinfo, int cpus, bool? guest)
    {
        CpuIdentity cpu = CpuIdentity.Of(cpuinfo)!;
        return new HostFacts
        {
            Architecture = cpu.Architecture,
            Cpu = cpu,
            IsGuest = guest ?? cpu.IsGuest,
            CpusOnline = cpus,
        };
    }

    private static void Check(Architecture architecture, string cpuinfo, int cpus, string profile)
    {
        HostFacts host = Host(cpuinfo, cpus, null);
        Assert.Equal(architecture, host.Architecture);
        Assert.Equal(profile, NearestProfile.Of(host));
        Assert.Equal(architecture, MachineProfiles.Get(profile).Architecture);
    }
}
