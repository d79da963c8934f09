using CsCheck;
using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>What <c>answer --host</c> and <c>calibrate</c> read of a machine, with the one reader.</summary>
public class MachineFactsTests
{
    private const string Online = "sys/devices/system/cpu/online";
    private const string Arm = "processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c\n";

    [Fact]
    public void A_host_that_tells_all_is_read_whole()
    {
        HostFacts facts = Read(FakeHost.Small());
        Assert.Equal("Fake CPU", facts.Cpu!.Name);
        Assert.Equal(2, facts.CpusOnline);
        Assert.Equal(ByteSize.FromKiB(2048000), facts.Ram);
        Assert.Equal(ByteSize.FromMiB(256), facts.Available);
        Assert.Equal(ByteSize.FromMiB(64), facts.CmaTotal);
        Assert.Equal(ByteSize.FromMiB(32), facts.CmaFree);
        Assert.Equal(
            [
                new CacheLevel(1, ByteSize.FromKiB(32), "0-1"),
                new CacheLevel(2, ByteSize.FromKiB(256), "0-1"),
            ],
            facts.Caches
        );
        Assert.Equal([("kexec_crash_size", "0"), ("kexec_loaded", "0")], facts.Kexec);
    }

    [Fact]
    public void What_is_missing_is_left_out_and_the_rest_stands()
    {
        HostFacts facts = Read(FakeHost.Small().Without(""));
        Assert.Null(facts.Cpu);
        Assert.Null(facts.CpusOnline);
        Assert.Null(facts.CpusFault);
        Assert.Null(facts.Ram);
        Assert.Null(facts.CmaTotal);
        Assert.Null(facts.LastLevelCache);
        Assert.Null(facts.IsGuest);
        Assert.Null(facts.OffersSme);
        Assert.Empty(facts.Kexec);
    }

    [Fact]
    public void A_folder_of_a_tar_lists_what_lies_in_it_as_one_on_a_disk_does()
    {
        using var folder = new TempFolder();
        var host = new FakeHost();
        using var stream = new MemoryStream(host.Tar());
        IHostFiles[] both = [HostTar.Of(stream), host.In(folder)];
        Assert.All(
            both,
            files =>
            {
                Assert.Equal(["index0", "index3"], files.List("sys/devices/system/cpu/cpu0/cache"));
                Assert.Empty(files.List("sys/devices/system/cpu/cpu0/cach"));
            }
        );
    }

    [Theory]
    [InlineData("Instruction", 256)]
    [InlineData("Data", 1024)]
    [InlineData("Unified", 1024)]
    public void An_instruction_cache_is_no_last_level_cache(string type, int kib) =>
        Assert.Equal(
            ByteSize.FromKiB(kib),
            Read(FakeHost.Small().SetCache(3, 3, type, "1024K")).LastLevelCache
        );

    [Theory]
    [InlineData("AuthenticAMD", 23, "fpu sme sev", true)] // before 5.18, or in use
    [InlineData("AuthenticAMD", 23, "fpu", true)] // from 5.18 on, not in use
    [InlineData("AuthenticAMD", 26, "fpu", true)]
    [InlineData("AuthenticAMD", 21, "fpu", false)]
    [InlineData("AuthenticAMD", 25, "fpu hypervisor", false)]
    [InlineData("AuthenticAMD", 25, "fpu hypervisor sme", true)]
    [InlineData("HygonGenuine", 24, "fpu sme", true)]
    [InlineData("GenuineIntel", 6, "fpu smep", false)]
    public void SME_is_told_by_its_flag_or_by_the_family(
        string vendor,
        int family,
        string flags,
        bool sme
    )
    {
        FakeHost host = FakeHost
            .Small()
            .Set("proc/cpuinfo", FakeHost.Cpuinfo(vendor, family, 49, flags, 2));
        Assert.Equal(sme, Read(host).OffersSme);
    }

    [Theory]
    [InlineData("fpu hypervisor", true)]
    [InlineData("fpu sme", false)]
    public void A_processor_that_can_be_asked_knows_better_than_cpuinfo(string flags, bool sme)
    {
        using var folder = new TempFolder();
        FakeHost host = FakeHost
            .Small()
            .Set("proc/cpuinfo", FakeHost.Cpuinfo("AuthenticAMD", 23, 49, flags, 2));
        Assert.Equal(
            sme,
            HostFactsReader
                .ReadMachine(new Asked(host.In(folder), sme), Architecture.X86_64)
                .OffersSme
        );
    }

    [Fact]
    public void The_processor_is_asked_on_the_machine_itself_alone()
    {
        Assert.Equal(Cpuid.OffersSme, new HostFolder(HostFolder.Here).OffersSme);
        Assert.Null(new HostFolder("/tmp").OffersSme);
    }

    [Theory]
    [InlineData("sys/hypervisor/type", "xen\n")]
    [InlineData("proc/device-tree/hypervisor/compatible", "linux,kvm\0")]
    [InlineData("sys/class/dmi/id/sys_vendor", "QEMU\n")]
    [InlineData("sys/class/dmi/id/sys_vendor", "Amazon EC2\n")]
    [InlineData("sys/class/dmi/id/product_name", "KVM Virtual Machine\n")]
    [InlineData("sys/class/dmi/id/product_name", "Google Compute Engine\n")]
    public void A_guest_of_arm64_is_known_by_what_it_runs_on(string path, string content) =>
        Assert.True(Read(FakeHost.Small().Set("proc/cpuinfo", Arm).Set(path, content)).IsGuest);

    [Theory]
    [InlineData("Amazon EC2\n", "c7g.metal\n")]
    [InlineData("Ampere(R)\n", "Mt. Jade\n")]
    public void What_is_no_guest_s_firmware_tells_nothing(string vendor, string product) =>
        Assert.Null(
            Read(
                FakeHost
                    .Small()
                    .Set("proc/cpuinfo", Arm)
                    .Set("sys/class/dmi/id/sys_vendor", vendor)
                    .Set("sys/class/dmi/id/product_name", product)
            ).IsGuest
        );

    [Fact]
    public void Without_the_list_of_cpus_they_are_counted_in_cpuinfo()
    {
        HostFacts facts = Read(FakeHost.Small().Without(Online));
        Assert.Equal((2, null), (facts.CpusOnline, facts.CpusFault));
    }

    [Theory]
    [InlineData("3-1\n", "'3-1' is no list of CPUs online: those of /proc/cpuinfo counted")]
    [InlineData("0-1\n", null)]
    public void A_list_that_is_none_is_told(string online, string? fault) =>
        Assert.Equal(fault, Read(FakeHost.Small().Set(Online, online)).CpusFault);

    [Theory]
    [InlineData("0", 1)]
    [InlineData("0-3,8,10-11", 7)]
    [InlineData("0-8191", 8192)]
    [InlineData("", null)]
    [InlineData("3-1", null)]
    [InlineData("0-8192", null)]
    [InlineData("0-8191,0", null)]
    [InlineData("a-b", null)]
    [InlineData("1-2-3", null)]
    public void A_list_of_cpus_is_counted(string list, int? cpus) =>
        Assert.Equal(cpus, CpuList.Count(list));

    [Fact]
    public void Files_full_of_noise_are_as_good_as_missing() =>
        Gen
            .String.Array[7]
            .Sample(
                texts =>
                {
                    FakeHost host = FakeHost
                        .Small()
                        .Without("sys/kernel")
                        .Set("proc/cpuinfo", texts[0])
                        .Set("proc/meminfo", $"MemTotal: {texts[1]} kB\nMemAvailable:{texts[2]}")
                        .Set(Online, texts[3])
                        .SetCache(0, 1, "Data", texts[4] + "K")
                        .SetCache(2, 2, "Unified", texts[5])
                        .Set("sys/devices/system/cpu/cpu0/cache/index2/level", texts[6]);
                    HostFacts facts = Read(host);
                    Assert.InRange(facts.CpusOnline ?? 1, 1, 8192);
                    Assert.DoesNotContain('\n', (facts.Cpu?.Name ?? "") + facts.CpusFault);
                },
                iter: 50
            );

    private static HostFacts Read(FakeHost host)
    {
        using var folder = new TempFolder();
        return HostFactsReader.ReadMachine(host.In(folder), Architecture.X86_64);
    }

    /// <summary>Files of a host whose processor answers.</summary>
    private sealed class Asked(IHostFiles files, bool sme) : IHostFiles
    {
        public bool? OffersSme => sme;

        public string? Read(string path) => files.Read(path);

        public IReadOnlyList<string> List(string folder) => files.List(folder);

        public KernelFile? ReadKernel(string release) => files.ReadKernel(release);

        public ByteSize? KernelSize(string release) => files.KernelSize(release);

        public ByteSize? InitrdSize(string release) => files.InitrdSize(release);

        public string? ReadConfig(string release) => files.ReadConfig(release);
    }
}
