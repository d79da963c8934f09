using CsCheck;
using KexecPerf.Answers.Calibration;
using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Calibration;

public class HostFactsTests
{
    [Fact]
    public void A_host_that_tells_all_is_read_whole()
    {
        using var host = new FakeHost();
        HostFacts facts = HostFactsReader.Read(host.Files);
        Assert.Equal("Fake CPU", facts.CpuModel);
        Assert.Equal(2, facts.Cpus);
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
        using var host = new FakeHost("proc", "sys");
        HostFacts facts = HostFactsReader.Read(host.Files);
        Assert.Null(facts.Cpus);
        Assert.Null(facts.Ram);
        Assert.Null(facts.CmaTotal);
        Assert.Null(facts.LastLevel);
        Assert.Null(facts.Guest);
        Assert.Empty(facts.Kexec);
        Assert.True(facts.Available > ByteSize.Zero);
        Assert.Contains("unnamed", facts.CpuModel);
    }

    [Fact]
    public void Without_the_list_of_cpus_they_are_counted_in_cpuinfo()
    {
        using var host = new FakeHost("sys/devices/system/cpu/online");
        Assert.Equal(2, HostFactsReader.Read(host.Files).Cpus);
    }

    [Fact]
    public void Files_full_of_noise_are_as_good_as_missing() =>
        Gen
            .String.Array[7]
            .Sample(
                texts =>
                {
                    using var host = new FakeHost("sys/kernel");
                    host.Write("proc/cpuinfo", texts[0]);
                    host.Write(
                        "proc/meminfo",
                        "MemTotal: " + texts[1] + " kB\nMemAvailable:" + texts[2]
                    );
                    host.Write("sys/devices/system/cpu/online", texts[3]);
                    host.Write("sys/devices/system/cpu/cpu0/cache/index2/size", texts[4]);
                    host.Write("sys/devices/system/cpu/cpu0/cache/index2/level", texts[5]);
                    host.Write("sys/devices/system/cpu/cpu0/cache/index0/size", texts[6] + "K");
                    HostFacts facts = HostFactsReader.Read(host.Files);
                    Assert.InRange(facts.Cpus ?? 1, 1, 8192);
                    Assert.DoesNotContain('\n', facts.CpuModel);
                },
                iter: 50
            );

    [Theory]
    [InlineData("0", 1)]
    [InlineData("0-3,8,10-11", 7)]
    [InlineData("", null)]
    [InlineData("3-1", null)]
    [InlineData("0-99999", null)]
    [InlineData("a-b", null)]
    [InlineData("1-2-3", null)]
    public void A_list_of_cpus_is_counted(string list, int? cpus) =>
        Assert.Equal(cpus, HostFactsReader.CountCpus(list));

    [Fact]
    public void Buffers_together_take_at_most_an_eighth_of_the_memory()
    {
        using var host = new FakeHost();
        HostFacts facts = HostFactsReader.Read(host.Files);
        foreach (long mib in (long[])[64, 256, 1024, 2048, 16384, 262144])
        {
            HostFacts sized = facts with { Available = ByteSize.FromMiB(mib) };
            var plan = CalibrationPlan.For(sized, TimeSpan.FromSeconds(1));
            Assert.InRange(plan.Large.Bytes * CalibrationPlan.LargeBuffers, 1, (mib << 20) / 8);
            Assert.True(plan.Small.Bytes * 2 <= plan.Large.Bytes);
            Assert.Equal(plan.Large, plan.Sweep[^1]);
        }
    }

    [Fact]
    public void One_cpu_online_leaves_none_to_copy_beside_it()
    {
        using var host = new FakeHost();
        host.Write("sys/devices/system/cpu/online", "0\n");
        HostFacts facts = HostFactsReader.Read(host.Files);
        Assert.Equal(0, CalibrationPlan.For(facts, TimeSpan.FromSeconds(1)).OtherCpus);
    }

    [Theory]
    [InlineData("200000-400000 rw-p 0 00:00 0\nAnonHugePages:      2048 kB\n", 1.0)]
    [InlineData("200000-400000 rw-p 0 00:00 0\nAnonHugePages:         0 kB\n", 0.0)]
    [InlineData(
        "200000-300000 rw-p 0\nAnonHugePages: 0 kB\n300000-500000 rw-p 0\nAnonHugePages: 1024 kB\n",
        0.5
    )]
    [InlineData("900000-a00000 rw-p 0\nAnonHugePages: 2048 kB\n", null)]
    [InlineData("noise\n- \nAnonHugePages:\n", null)]
    [InlineData(null, null)]
    public void Huge_pages_are_counted_where_they_are(string? smaps, double? share) =>
        Assert.Equal(share, HugePages.ShareOf(smaps, 0x200000, 0x200000));
}
