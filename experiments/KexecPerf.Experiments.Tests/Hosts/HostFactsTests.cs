using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Images;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Hosts;

public class HostFactsTests
{
    [Fact]
    public void A_complete_root_gives_every_fact() => CheckComplete(Read(new FakeHost()));

    [Fact]
    public void A_tar_gives_the_same_facts()
    {
        using var stream = new MemoryStream(new FakeHost().Tar());
        CheckComplete(HostFactsReader.Read(HostTar.Of(stream)));
    }

    private static void CheckComplete(HostFacts facts)
    {
        Assert.Equal(Architecture.X86_64, facts.Architecture);
        Assert.Equal(4, facts.CpusOnline);
        Assert.True(facts.IsGuest);
        Assert.False(facts.OffersSme);
        Assert.Equal([1, 3], facts.Caches.Select(c => c.Level));
        Assert.Equal(ByteSize.FromMiB(16), facts.LastLevelCache);
        Assert.Equal(ByteSize.FromKiB(8_000_000), facts.Ram);
        Assert.Equal(ByteSize.FromMiB(512), facts.CmaTotal);
        Assert.Equal(ByteSize.FromMiB(512), facts.CmaFree);
        Assert.Equal(FakeHost.Release, facts.Release);
        Assert.Equal(9, facts.Config!.Number("CMA_ALIGNMENT", 2, 12));
        Assert.False(facts.Config.Has("KEXEC_HANDOVER"));
        Assert.False(facts.CommandLine!.Switch("init_on_alloc"));
        Assert.Equal(ByteSize.FromMiB(256), facts.CommandLine.Size("cma"));
        Assert.Equal(ByteSize.FromMiB(4), facts.Kernel!.MemorySize);
        Assert.Equal(ByteSize.FromMiB(1), facts.Kernel.ContentSize);
        Assert.Equal(new ByteSize(3_000_000), facts.Kernel.UncompressedSize);
        Assert.Equal(PayloadCompression.Zstd, facts.Kernel.Compression);
        Assert.Equal(ByteSize.FromMiB(5), facts.InitrdSize);
    }

    [Fact]
    public void Without_sys_the_processors_of_cpuinfo_are_counted_and_the_cache_is_unknown()
    {
        HostFacts facts = Read(new FakeHost().Without("sys/devices"));
        Assert.Equal(4, facts.CpusOnline);
        Assert.Null(facts.LastLevelCache);
    }

    [Theory]
    [InlineData("0\n", 1)]
    [InlineData("0-1,4,6-7\n", 5)]
    [InlineData("0-8191\n", 8192)]
    [InlineData("0-8192\n", 4)]
    [InlineData("3-1\n", 4)]
    [InlineData("1-2-3\n", 4)]
    [InlineData("many\n", 4)]
    public void CPUs_online_are_a_list_of_ranges_or_else_cpuinfo_s(string online, int cpus) =>
        Assert.Equal(
            cpus,
            Read(new FakeHost().Set("sys/devices/system/cpu/online", online)).CpusOnline
        );

    [Theory]
    [InlineData("MemTotal: 99999999999999999999 kB\n")]
    [InlineData("MemTotal: -1 kB\n")]
    [InlineData("MemTotal: 12 kB\n")]
    [InlineData("MemTotal:\n")]
    [InlineData("MemTotal: 8000000\n")]
    [InlineData("")]
    public void RAM_that_cannot_be_is_unknown(string meminfo) =>
        Assert.Null(Read(new FakeHost().Set("proc/meminfo", meminfo)).Ram);

    [Fact]
    public void A_kernel_without_CMA_has_an_area_of_none() =>
        Assert.Equal(
            ByteSize.Zero,
            Read(new FakeHost().Set("proc/meminfo", "MemTotal: 2000000 kB\n")).CmaTotal
        );

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("4294967297")]
    [InlineData("0")]
    [InlineData("-1")]
    public void Sizes_that_kexec_cannot_load_are_unknown(string size)
    {
        var tar = new TarBuilder()
            .Add("machine", "x86_64")
            .Add("release", "7.2")
            .Add("kernel-size", size)
            .Add("initrd-size", size);
        using var stream = new MemoryStream(tar.Build());
        HostFacts facts = HostFactsReader.Read(HostTar.Of(stream));
        Assert.Null(facts.KernelSize);
        Assert.Null(facts.InitrdSize);
    }

    [Fact]
    public void A_damaged_kernel_is_unknown_with_a_reason()
    {
        var host = new FakeHost();
        host.Files["boot/vmlinuz-" + FakeHost.Release] = new byte[100_000];
        HostFacts facts = Read(host);
        Assert.Null(facts.Kernel);
        Assert.NotEmpty(facts.KernelFault!);
    }

    [Fact]
    public void A_file_that_cannot_be_read_counts_as_missing()
    {
        using var folder = new TempFolder();
        HostFolder root = new FakeHost().Without("proc/cmdline").In(folder);
        Directory.CreateDirectory(Path.Combine(folder.Path, "proc/cmdline"));
        Assert.Null(HostFactsReader.Read(root).CommandLine);
    }

    [Fact]
    public void A_kernel_only_root_may_read_is_known_by_its_size()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "root");
        using var folder = new TempFolder();
        HostFolder root = new FakeHost().In(folder);
        string kernel = Path.Combine(folder.Path, "boot/vmlinuz-" + FakeHost.Release);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(kernel, UnixFileMode.None);
        }

        HostFacts facts = HostFactsReader.Read(root);
        Assert.Null(facts.Kernel);
        Assert.Null(facts.KernelFault);
        Assert.Equal(new ByteSize(FakeHost.Kernel().Length), facts.KernelSize);
    }

    [Theory]
    [InlineData("riscv64")]
    [InlineData("s390x")]
    public void An_architecture_that_is_not_modelled_is_refused(string machine) =>
        Assert.Throws<InputException>(() =>
            Read(new FakeHost().Set("proc/sys/kernel/arch", machine + "\n"))
        );

    [Fact]
    public void The_architecture_is_known_by_cpuinfo_on_kernels_that_do_not_tell() =>
        Assert.Equal(Architecture.X86_64, Read(new FakeHost().Without("kernel/arch")).Architecture);

    [Fact]
    public void An_empty_root_is_refused() =>
        Assert.Throws<InputException>(() => Read(new FakeHost().Without("/")));

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("7.2/../../x")]
    [InlineData("{0}")]
    public void A_release_that_is_no_part_of_a_file_name_is_unknown(string release) =>
        Assert.Null(Read(new FakeHost().Set("proc/sys/kernel/osrelease", release)).Release);

    private static HostFacts Read(FakeHost host)
    {
        using var folder = new TempFolder();
        return HostFactsReader.Read(host.In(folder));
    }
}
