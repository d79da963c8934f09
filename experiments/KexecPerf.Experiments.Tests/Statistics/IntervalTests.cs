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

    [Fact]
    public void An_empty_sample_has_zeros() => Assert.Equal(new Interval(0, 0, 0), Interval.Of([]));

    /// <summary>A ratio whose range only touches 1 can be told from it.</summary>
    [Theory]
    [InlineData(0.9, 1.1, true)]
    [InlineData(1, 1.1, false)]
    [InlineData(0.9, 1, false)]
    [InlineData(1.1, 1.2, false)]
    [InlineData(0.8, 0.9, false)]
    public void A_ratio_straddles_1_if_it_is_below_and_above(double low, double high, bool does) =>
        Assert.Equal(does, new Interval(1, low, high).StraddlesOne);

    [Fact]
    public void An_interval_holds_its_ends()
    {
        var interval = new ConfidenceInterval(2, 5);
        Assert.Equal(1.5, interval.HalfWidth);
        Assert.All([2.0, 3, 5], x => Assert.True(interval.Contains(x)));
        Assert.All([1.99, 5.01], x => Assert.False(interval.Contains(x)));
    }

    /// <summary>Of 6 values all lie on one side of the median in 2 of 64 cases, of 5 in 2 of 32.</summary>
    [Fact]
    public void The_coverage_of_two_ranks_is_binomial()
    {
        Assert.Equal(62.0 / 64, OrderStatistics.Coverage(6, 0.5, 1, 6), 1e-12);
        Assert.Equal(50.0 / 64, OrderStatistics.Coverage(6, 0.5, 2, 5), 1e-12);
        Assert.Equal((1, 6), OrderStatistics.Ranks(6, 0.5, 0.95));
        Assert.Equal(new(1, 6), OrderStatistics.Median([1, 2, 3, 4, 5, 6]));
    }

    /// <summary>Below the 5 % quantile of 200 values lie 10 +- 3, above it 190: ranks from the binomial law.</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(0.95)]
    public void Ranks_of_any_quantile_are_the_narrowest_that_leave_out_no_more_than_half(double p)
    {
        (int lower, int upper) = OrderStatistics.Ranks(200, p, 0.95)!.Value;
        Assert.True(Binomial.CDF(p, 200, lower - 1) <= 0.025);
        Assert.True(Binomial.CDF(p, 200, lower) > 0.025);
        Assert.True(1 - Binomial.CDF(p, 200, upper - 1) <= 0.025);
        Assert.True(1 - Binomial.CDF(p, 200, upper - 2) > 0.025);
        Assert.InRange(OrderStatistics.Coverage(200, p, lower, upper), 0.95, 0.99);
    }

    [Fact]
    public void Pairs_without_a_logarithm_are_left_out()
    {
        LogRatio ratio = LogRatio.Of([(2, 1), (0, 1), (1, 0), (-2, -1), (8, 1)])!;
        Assert.Equal(2, ratio.Pairs);
        Assert.Equal(4, ratio.GeometricMean, 1e-12);
        Assert.Null(LogRatio.Of([(0, 1), (1, 0)]));
        LogRatio one = LogRatio.Of([(6, 2)])!;
        Assert.Equal((3, 1), (Math.Round(one.GeometricMean, 12), one.Pairs));
        Assert.Null(one.Interval);
    }

    /// <summary>Logarithms 1, 2, 3: mean 2, half-width t(2, 90 %) / sqrt(3), t being 2.919986 (tables).</summary>
    [Fact]
    public void The_interval_of_a_ratio_is_Students_of_its_logarithm()
    {
        LogRatio ratio = LogRatio.Of([(Math.E, 1), (Math.Exp(2), 1), (Math.Exp(3), 1)], 0.9)!;
        double half = 2.919986 / Math.Sqrt(3);
        Assert.Equal(Math.Exp(2), ratio.GeometricMean, 1e-9);
        Assert.Equal(1, ratio.Interval!.Value.Low / Math.Exp(2 - half), 1e-5);
        Assert.Equal(1, ratio.Interval.Value.High / Math.Exp(2 + half), 1e-5);
        Assert.Equal(1, StudentInterval.OfMean([1]).Mean);
        Assert.NotNull(StudentInterval.OfMean([1, 2]).Interval);
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
