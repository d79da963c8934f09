using CsCheck;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Tests.Sampling;

public static class NormalQuantileTests
{
    [Fact]
    public static void The_reference_itself_is_right()
    {
        // Abramowitz and Stegun, table 26.1, and the quantiles in every textbook.
        Assert.Equal(0.841344746068543, NormalReference.Cumulative(1), 1e-14);
        Assert.Equal(1.644853626951473, NormalReference.Quantile(0.95), 1e-13);
        Assert.Equal(-2.575829303548901, NormalReference.Quantile(0.005), 1e-12);
    }

    [Fact]
    public static void The_5_50_and_95_percent_points_are_exactly_minus_1_0_and_1()
    {
        Assert.Equal(-1.0, NormalQuantile.Of(0.05), 1e-15);
        Assert.Equal(0.0, NormalQuantile.Of(0.5));
        Assert.Equal(1.0, NormalQuantile.Of(0.95), 1e-15);
    }

    /// <summary>Every knot but the two ends, to the table's seven decimals.</summary>
    [Fact]
    public static void Each_knot_is_the_scaled_normal_quantile()
    {
        double unit = NormalReference.Quantile(0.95);
        for (int k = 1; k < 400; k++)
        {
            double exact = NormalReference.Quantile(k / 400.0) / unit;
            Assert.Equal(exact, NormalQuantile.Of(k / 400.0), 0.6e-7);
        }
    }

    [Fact]
    public static void Between_knots_it_is_linear()
    {
        for (int k = 0; k < 400; k++)
        {
            double left = NormalQuantile.Of(k / 400.0);
            double right = k == 399 ? 2 : NormalQuantile.Of((k + 1) / 400.0);
            double quarter = NormalQuantile.Of((k + 0.25) / 400.0);
            Assert.Equal(left + (right - left) / 4, quarter, 1e-12);
        }
    }

    [Fact]
    public static void It_ends_at_minus_2_and_2()
    {
        Assert.Equal(-2.0, NormalQuantile.Of(0));
        double largest = 1 - 1.0 / (1L << 53);
        Assert.Equal(2.0, NormalQuantile.Of(largest), 1e-12);
    }

    [Fact]
    public static void It_never_falls() =>
        Gen.Select(Gen.Double[0, 0.999999], Gen.Double[0, 0.999999])
            .Sample((a, b) => Assert.True(a > b || NormalQuantile.Of(a) <= NormalQuantile.Of(b)));
}
