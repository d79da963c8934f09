using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Calibration;

public class FirstWritesTests
{
    private static readonly double[] Backed = [.. Enumerable.Repeat(171.0, 100)];

    /// <summary>As measured in a guest with free page reporting whose host has small pages.</summary>
    [Fact]
    public void A_host_with_small_pages_pays_for_each_of_512()
    {
        var writes = new FirstWrites([.. Backed, .. Enumerable.Repeat(4_263.0, 40)], Backed);
        Assert.Equal(LoadParameters.Fault4k, writes.Parameter);
        Assert.Equal(40, writes.Unbacked);
        Assert.Equal(140, writes.Written);
        Assert.Equal((4_263 - 171) / 512.0 * 1e6, writes.Fault!.Value.Median, 1e-3);
    }

    [Fact]
    public void A_host_with_huge_pages_pays_once()
    {
        var writes = new FirstWrites([.. Enumerable.Repeat(371.0, 40)], Backed);
        Assert.Equal(LoadParameters.Fault2m, writes.Parameter);
        Assert.Equal(200e6, writes.Fault!.Value.Median, 1e-3);
    }

    [Fact]
    public void A_quarter_of_the_writes_disturbed_is_no_host_with_huge_pages() =>
        Assert.Null(new FirstWrites([.. Backed, .. Enumerable.Repeat(371.0, 25)], Backed).Fault);

    [Fact]
    public void A_few_interruptions_are_no_faults()
    {
        var writes = new FirstWrites([.. Backed, .. Enumerable.Repeat(4_263.0, 7)], Backed);
        Assert.Null(writes.Fault);
        Assert.Equal(7, writes.Unbacked);
    }

    [Fact]
    public void What_is_measured_here_is_a_time_or_nothing()
    {
        FirstWrites writes = FirstWrites.Measure(
            ByteSize.FromMiB(256),
            ThreadClock.Choose(),
            TestContext.Current.CancellationToken
        )!;
        Assert.InRange(writes.Written, 1, 16);
        Assert.True(writes.BackedUs > 0);
        Assert.True(writes.Fault is null or { Median: > 0 });
    }
}
