using KexecPerf.Answers.Statistics;

namespace KexecPerf.Experiments.Tests.Statistics;

/// <summary>What decides how often a simulation is run.</summary>
public class WatchedSampleTests
{
    [Theory]
    [InlineData(0, 400)]
    [InlineData(1, 2)]
    public void An_error_without_interval_or_median_is_undefined(double value, int count) =>
        Assert.Null(new WatchedSample([.. Enumerable.Repeat(value, count)]).ErrorPercent(0.95));

    [Fact]
    public void Equal_values_have_no_error() =>
        Assert.Equal(0, new WatchedSample([.. Enumerable.Repeat(1.0, 400)]).ErrorPercent(0.95));

    [Fact]
    public void The_error_of_a_small_saving_is_held_against_a_twentieth_of_the_span()
    {
        double[] span = [.. Enumerable.Repeat(100.0, 200)];
        double[] saved = [.. Enumerable.Range(0, 200).Select(i => i / 100.0)];
        double? alone = new WatchedSample(saved).ErrorPercent(0.95);
        double? beside = WatchedSample.Of(span, saved)[1].ErrorPercent(0.95);
        Assert.Equal(alone!.Value * saved[100] / 5, beside!.Value, 0.1);
    }

    [Fact]
    public void Where_nothing_is_saved_the_span_alone_is_watched() =>
        Assert.Single(WatchedSample.Of([1, 2, 3], [0, 0, 0]));

    [Fact]
    public void The_largest_error_counts_and_none_is_worse_than_any()
    {
        var sure = new WatchedSample([.. Enumerable.Repeat(1.0, 400)]);
        var unsure = new WatchedSample([.. Enumerable.Range(1, 400).Select(i => (double)i)]);
        Assert.Equal(unsure.ErrorPercent(0.95), StoppingRule.ErrorPercent([sure, unsure], 0.95));
        Assert.Equal(unsure.ErrorPercent(0.95), StoppingRule.ErrorPercent([unsure, sure], 0.95));
        Assert.Null(StoppingRule.ErrorPercent([sure, new WatchedSample([1, 2])], 0.95));
        Assert.Null(StoppingRule.ErrorPercent([new WatchedSample([1, 2]), sure], 0.95));
    }

    /// <summary>Ranks of 1 to 400 at 95 %: half of what lies between them, over the median, in percent.</summary>
    [Fact]
    public void The_error_is_half_of_the_interval_over_the_median()
    {
        double[] values = [.. Enumerable.Range(1, 400).Select(i => (double)i)];
        (int lower, int upper) = OrderStatistics.Ranks(400, 0.5, 0.95)!.Value;
        double half = (upper - lower) / 2.0;
        Assert.Equal(half / 200.5, new WatchedSample(values).RelativeError(0.95), 1e-12);
        Assert.Equal(100 * half / 200.5, new WatchedSample(values).ErrorPercent(0.95)!.Value, 1e-9);
        Assert.Equal(half / 1000, new WatchedSample(values, 1000).RelativeError(0.95), 1e-12);
        Assert.Equal(
            half / 200.5,
            new WatchedSample([.. values.Select(v => -v)]).RelativeError(0.95),
            1e-12
        );
        Assert.Equal(400, new WatchedSample(values).Count);
    }

    [Fact]
    public void Savings_are_watched_beside_the_span_even_of_no_span()
    {
        Assert.Equal(2, WatchedSample.Of([], [1, 2]).Count);
        Assert.Single(WatchedSample.Of([1, 2, 3], []));
        Assert.Equal(2, WatchedSample.Of([1, 2, 3], [0, 0, 1]).Count);
    }
}
