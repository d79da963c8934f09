using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Machines;

namespace KexecPerf.Experiments.Tests.Hosts;

public class NearestProfileTests
{
    [Theory]
    [InlineData("AuthenticAMD", 25, 17, true, "zen4-vm")]
    [InlineData("AuthenticAMD", 25, 17, false, "amd-server-96c")]
    [InlineData("AuthenticAMD", 25, 1, false, "amd-server-96c")]
    [InlineData("AuthenticAMD", 25, 1, true, "x86_64-class")]
    [InlineData("AuthenticAMD", 25, 0x61, false, "x86_64-class")]
    [InlineData("GenuineIntel", 6, 0x8F, false, "intel-server")]
    [InlineData("GenuineIntel", 6, 0x8F, true, "x86_64-class")]
    [InlineData("GenuineIntel", 6, 0x3D, false, "x86_64-class")]
    [InlineData("HygonGenuine", 24, 1, false, "x86_64-class")]
    public void Of_x86(string vendor, int family, int model, bool guest, string profile)
    {
        string text = FakeHost.Cpuinfo(vendor, family, model, guest ? "a hypervisor b" : "a b", 2);
        Check(Architecture.X86_64, text, 2, profile);
    }

    [Theory]
    [InlineData("0x41", "0xd40", 64, "graviton3-64c")]
    [InlineData("0x41", "0xd0c", 128, "arm64-128c")]
    [InlineData("0x41", "0xd0c", 4, "arm64-class")]
    [InlineData("0x48", "0xd01", 128, "arm64-128c")]
    [InlineData("0x41", "0xd08", 8, "stingray")]
    [InlineData("0x41", "0xd08", 4, "arm64-class")]
    [InlineData("0x43", "0x0af", 64, "thunderx2")]
    [InlineData("0x61", "0x022", 8, "arm64-class")]
    [InlineData("junk", "junk", 8, "arm64-class")]
    public void Of_arm64(string implementer, string part, int cpus, string profile) =>
        Check(
            Architecture.Arm64,
            $"processor\t: 0\nCPU implementer\t: {implementer}\nCPU part\t: {part}\n\nprocessor\t: 1\n",
            cpus,
            profile
        );

    [Theory]
    [InlineData("0x41", "0xd40", 64, "graviton3-64c")]
    [InlineData("0x41", "0xd0c", 64, "arm64-class")]
    [InlineData("0xc0", "0xac3", 64, "arm64-class")]
    [InlineData("0x41", "0xd08", 8, "arm64-class")]
    public void A_guest_of_arm64_has_no_server_s_devices(
        string implementer,
        string part,
        int cpus,
        string profile
    ) =>
        Check(
            Architecture.Arm64,
            $"CPU implementer\t: {implementer}\nCPU part\t: {part}\n",
            cpus,
            profile,
            guest: true
        );

    private static void Check(
        Architecture architecture,
        string cpuinfo,
        int cpus,
        string profile,
        bool? guest = null
    )
    {
        CpuIdentity cpu = CpuIdentity.Of(cpuinfo)!;
        Assert.Equal(architecture, cpu.Architecture);
        var host = new HostFacts
        {
            Architecture = architecture,
            Cpu = cpu,
            IsGuest = guest ?? cpu.IsGuest,
            CpusOnline = cpus,
        };
        Assert.Equal(profile, NearestProfile.Of(host));
        Assert.Equal(architecture, MachineProfiles.Get(profile).Architecture);
    }
}
