using KexecPerf.Answers.Statistics;

namespace KexecPerf.Experiments.Tests.Statistics;

public class PairedSampleTests
{
    private static readonly long?[] PageList = [4_000_000_000, null, 6_000_000_000, 1_000];
    private static readonly long?[] Cma = [1_000_000_000, 5, null, 0];

    [Fact]
    public void A_hung_kexec_has_no_time() =>
        Assert.Equal([4, 6, 1e-6], PairedSample.Milliseconds(PageList));

    [Fact]
    public void A_pair_with_a_hung_kexec_is_none() =>
        Assert.Equal([3, 1e-6], PairedSample.Differences(PageList, Cma));

    [Fact]
    public void There_is_no_ratio_to_no_time_at_all() =>
        Assert.Equal([4], PairedSample.Ratios(PageList, Cma));

    [Fact]
    public void Equal_times_have_the_ratio_1_exactly() =>
        Assert.All(
            PairedSample.Ratios([3, 7, 1L << 60], [3, 7, 1L << 60]),
            r => Assert.Equal(1, r)
        );

    [Fact]
    public void A_share_is_of_all_replications_and_0_of_none()
    {
        Assert.Equal(0.75, PairedSample.Share([true, true, false, true]));
        Assert.Equal(0, PairedSample.Share([]));
    }
}
