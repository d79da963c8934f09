using KexecPerf.Experiments.Statistics;
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
        int rank = MedianError.LowerRank(n);
        var law = new Binomial(0.5, n);
        double outside = 2 * law.CumulativeDistribution(rank - 1);
        Assert.True(outside <= 0.05);
        Assert.True(2 * law.CumulativeDistribution(rank) > 0.05);
    }

    [Fact]
    public void Below_six_values_there_is_no_interval()
    {
        Assert.Equal(double.PositiveInfinity, MedianError.HalfWidth([1, 2, 3, 4, 5]));
    }

    [Fact]
    public void The_interval_of_a_median_covers_it()
    {
        // 4,000 experiments of 30: exact coverage 95.72 % (ranks 10 and 21); z-bound at alpha 1e-6.
        var random = new MathNet.Numerics.Random.MersenneTwister(1);
        var law = new LogNormal(0, 1, random);
        const int experiments = 4000;
        int covered = 0;
        for (int e = 0; e < experiments; e++)
        {
            double[] sample = new double[30];
            law.Samples(sample);
            Array.Sort(sample);
            int rank = MedianError.LowerRank(30);
            covered += sample[rank - 1] <= 1 && 1 <= sample[30 - rank] ? 1 : 0;
        }

        double exact =
            1 - 2 * new Binomial(0.5, 30).CumulativeDistribution(MedianError.LowerRank(30) - 1);
        double bound = 4.9 * Math.Sqrt(exact * (1 - exact) / experiments);
        Assert.InRange(covered / (double)experiments, exact - bound, exact + bound);
    }
}
