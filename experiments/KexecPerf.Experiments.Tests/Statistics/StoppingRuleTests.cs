using KexecPerf.Answers.Statistics;

namespace KexecPerf.Experiments.Tests.Statistics;

/// <summary>When the sample is looked at, and what is enough.</summary>
public class StoppingRuleTests
{
    [Fact]
    public void Equal_values_are_enough_at_the_first_look()
    {
        var looks = new List<int>();
        Assert.Equal(StoppingRule.First, StoppingRule.Run(Growing(looks, Equal), 0.01));
        Assert.Equal([256], looks);
    }

    [Fact]
    public void The_sample_doubles_until_the_last_look()
    {
        var looks = new List<int>();
        Assert.Equal(StoppingRule.Most, StoppingRule.Run(Growing(looks, Even), 1e-9));
        Assert.Equal([256, 512, 1024, 2048, 4096], looks);
    }

    [Theory]
    [InlineData(100, new[] { 100 })]
    [InlineData(256, new[] { 256 })]
    [InlineData(700, new[] { 256, 512, 700 })]
    public void No_look_is_beyond_the_last(int most, int[] expected)
    {
        var looks = new List<int>();
        Assert.Equal(most, StoppingRule.Run(Growing(looks, Even), 1e-9, most));
        Assert.Equal(expected, looks);
    }

    /// <summary>1 to n: the interval of the median shrinks with the root of n, and the first look at which it is narrow enough is the last.</summary>
    [Fact]
    public void It_stops_where_the_interval_is_as_narrow_as_asked_for()
    {
        double at1024 = Watched(1024).RelativeError(StoppingRule.LookLevel);
        Assert.True(at1024 < Watched(512).RelativeError(StoppingRule.LookLevel));
        var looks = new List<int>();
        Assert.Equal(1024, StoppingRule.Run(Growing(looks, Even), at1024));
        Assert.Equal([256, 512, 1024], looks);
        Assert.False(StoppingRule.IsEnough([Watched(1024)], at1024 * 0.999));
    }

    /// <summary>
    /// The look's interval is all in one mode, but that of 99.75 % reaches over the gap to the other: not enough, unless twice the precision
    /// holds the gap.
    /// </summary>
    [Fact]
    public void A_gap_beside_the_median_is_not_enough()
    {
        (int Lower, int Upper) look = OrderStatistics
            .Ranks(256, 0.5, StoppingRule.LookLevel)!
            .Value;
        var sample = new WatchedSample([
            .. Enumerable.Range(1, 256).Select(rank => rank > look.Upper ? 1.5 : 1.0),
        ]);
        Assert.Equal(0, sample.RelativeError(StoppingRule.LookLevel));
        Assert.Equal(0.25, sample.RelativeError(0.9975));
        Assert.False(StoppingRule.IsEnough([sample], 0.1249));
        Assert.True(StoppingRule.IsEnough([sample], 0.125));
    }

    [Fact]
    public void All_that_is_watched_must_be_enough_but_what_is_empty()
    {
        var sure = new WatchedSample([.. Enumerable.Repeat(1.0, 256)]);
        Assert.True(StoppingRule.IsEnough([sure, new WatchedSample([])], 0.01));
        Assert.False(StoppingRule.IsEnough([sure, Watched(256)], 0.01));
        Assert.False(StoppingRule.IsEnough([new WatchedSample([1])], 0.01));
    }

    private static WatchedSample Watched(int count) => new([.. Even(count)]);

    private static IEnumerable<double> Equal(int count) => Enumerable.Repeat(3.0, count);

    private static IEnumerable<double> Even(int count) =>
        Enumerable.Range(1, count).Select(i => (double)i / count);

    private static Func<int, IReadOnlyList<WatchedSample>> Growing(
        List<int> looks,
        Func<int, IEnumerable<double>> values
    ) =>
        count =>
        {
            looks.Add(count);
            return [new WatchedSample([.. values(count)])];
        };
}
