using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Answers.Hosts;
using KexecPerf.Experiments.Tests.Hosts;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Calibration;

public class CalibrationPlanTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(1024)]
    [InlineData(2048)]
    [InlineData(16384)]
    [InlineData(262144)]
    public void Buffers_together_take_at_most_an_eighth_of_the_memory(long mib)
    {
        HostFacts host = Read(FakeHost.Small()) with { Available = ByteSize.FromMiB(mib) };
        CalibrationPlan plan = Plan(host);
        Assert.True(plan.Available <= host.Available);
        Assert.InRange(plan.Large.Bytes * CalibrationPlan.LargeBuffers, 1, (mib << 20) / 8);
        Assert.True(plan.Small.Bytes * 2 <= plan.Large.Bytes);
        Assert.Equal(plan.Large, plan.Sweep[^1]);
    }

    [Fact]
    public void A_host_that_does_not_tell_has_the_runtime_s_memory_and_the_class_s_cache()
    {
        CalibrationPlan plan = Plan(new HostFacts { Architecture = Architecture.Arm64 });
        Assert.True(plan.Available > ByteSize.Zero);
        Assert.Equal(MachineProfiles.Get("arm64-class").Cache.Size, plan.CacheSize);
    }

    [Fact]
    public void One_cpu_online_leaves_none_to_copy_beside_it() =>
        Assert.Equal(
            0,
            Plan(Read(FakeHost.Small().Set("sys/devices/system/cpu/online", "0\n"))).OtherCpus
        );

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

    private static CalibrationPlan Plan(HostFacts host) =>
        CalibrationPlan.For(host, TimeSpan.FromSeconds(1));

    private static HostFacts Read(FakeHost host)
    {
        using var folder = new TempFolder();
        return HostFactsReader.ReadMachine(host.In(folder), Architecture.X86_64);
    }
}
