using KexecPerf.Answers.Statistics;
using MathNet.Numerics.Distributions;

namespace KexecPerf.Experiments.Tests.Statistics;

public class IntervalTests
{
    [Fact]
    public void Quantiles_of_a_known_sample()
    {
        Interval i = Interval.Of([.. Enumerable.Range(0, 1001).Select(x => (double)x)]);
        Assert.Equal(500, i.Median);
        Assert.InRange(i.Low, 49, 51);
        Assert.InRange(i.High, 949, 951);
    }

    [Fact]
    public void The_order_of_a_sample_does_not_matter()
    {
        double[] sample = [5, 1, 4, 2, 3];
        Assert.Equal(Interval.Of([1, 2, 3, 4, 5]), Interval.Of(sample));
        Assert.Equal([5, 1, 4, 2, 3], sample);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(30)]
    [InlineData(128)]
    [InlineData(1000)]
    [InlineData(4096)]
    public void The_ranks_hold_at_least_95_percent_and_no_narrower_ones_do(int n)
    {
        (int lower, int upper) = OrderStatistics.Ranks(n, 0.5, 0.95)!.Value;
        Assert.Equal(n + 1 - lower, upper);
        Assert.True(2 * Binomial.CDF(0.5, n, lower - 1) <= 0.05);
        Assert.True(2 * Binomial.CDF(0.5, n, lower) > 0.05);
    }

    [Theory]
    [InlineData(5, 0.5)]
    [InlineData(71, 0.05)]
    [InlineData(71, 0.95)]
    public void Below_a_number_of_values_there_is_no_interval_of_a_quantile(int n, double p)
    {
        Assert.Null(OrderStatistics.Ranks(n, p, 0.95));
        Assert.NotNull(OrderStatistics.Ranks(n + 1, p, 0.95));
        Assert.Equal(
            double.PositiveInfinity,
            new WatchedSample([1, 2, 3, 4, 5]).RelativeError(0.95)
        );
    }

    [Fact]
    public void Student_divides_by_n_minus_1()
    {
        // 1..5: mean 3, s = sqrt(10 / 4), t(4, 97.5 %) = 2.776445 (tables).
        (double mean, ConfidenceInterval? interval) = StudentInterval.OfMean([1, 2, 3, 4, 5]);
        Assert.Equal(3, mean, 12);
        Assert.Equal(2.776445 * Math.Sqrt(2.5 / 5), interval!.Value.HalfWidth, 5);
        Assert.Null(StudentInterval.OfMean([1]).Interval);
    }

    [Fact]
    public void A_ratio_of_a_sample_to_itself_is_exactly_1_without_width_and_exchanged_sides_are_reciprocal()
    {
        (double A, double B)[] pairs = [(1.1, 2.3), (5, 0.7), (3, 3), (8, 1.9)];
        LogRatio self = LogRatio.Of(pairs.Select(p => (p.A, p.A)))!;
        Assert.Equal(1, self.GeometricMean);
        Assert.Equal(new ConfidenceInterval(1, 1), self.Interval);
        LogRatio ab = LogRatio.Of(pairs)!;
        LogRatio ba = LogRatio.Of(pairs.Select(p => (p.B, p.A)))!;
        Assert.Equal(1, ab.GeometricMean * ba.GeometricMean, 12);
        Assert.Equal(1, ab.Interval!.Value.Low * ba.Interval!.Value.High, 12);
        Assert.Equal(1, ab.Interval.Value.High * ba.Interval.Value.Low, 12);
        LogRatio scaled = LogRatio.Of(pairs.Select(p => (7 * p.A, 7 * p.B)))!;
        Assert.Equal(ab.GeometricMean, scaled.GeometricMean, 12);
    }
}
