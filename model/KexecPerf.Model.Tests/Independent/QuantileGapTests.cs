namespace KexecPerf.Model.Tests.Independent;

/// <summary>The yardstick of <see cref="EquationTests"/> itself.</summary>
public static class QuantileGapTests
{
    private const int Samples = 300;

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(0.95)]
    public static void Samples_of_one_law_are_as_far_apart_as_chance_has_it(double probability)
    {
        var random = new Random(3);
        double[] gaps =
        [
            .. Enumerable
                .Range(0, 400)
                .Select(_ =>
                    QuantileGap.Of(Skewed(random, 1), Skewed(random, 1), probability)!.Value
                ),
        ];
        Assert.InRange(Math.Sqrt(gaps.Average(g => g * g)), 0.9, 1.1);
        Assert.InRange(gaps.Count(g => Math.Abs(g) > 2), 0, 28);
    }

    [Fact]
    public static void A_tenth_more_of_everything_is_seen()
    {
        var random = new Random(4);
        double gap = QuantileGap.Of(Skewed(random, 1.1), Skewed(random, 1), 0.5)!.Value;
        Assert.True(gap < -3.3, $"{gap}");
    }

    [Fact]
    public static void Values_that_many_runs_share_are_split_beside_them()
    {
        double[] mostlyOne = [.. Enumerable.Range(0, 100).Select(i => i < 90 ? 1.0 : 2.0)];
        double[] lessOften = [.. Enumerable.Range(0, 100).Select(i => i < 50 ? 1.0 : 2.0)];
        Assert.Equal(0, QuantileGap.Of(mostlyOne, mostlyOne, 0.05));
        Assert.True(QuantileGap.Of(mostlyOne, lessOften, 0.05) > 3.3);
    }

    [Fact]
    public static void A_constant_beside_what_varies_is_infinitely_far()
    {
        double[] constant = [.. Enumerable.Repeat(5.0, 10)];
        Assert.Null(QuantileGap.Of(constant, constant, 0.5));
        Assert.Equal(
            double.PositiveInfinity,
            QuantileGap.Of(constant, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.5)
        );
    }

    private static double[] Skewed(Random random, double factor) =>
        [
            .. Enumerable
                .Range(0, Samples)
                .Select(_ => factor * Math.Exp(0.3 * (random.NextDouble() + random.NextDouble()))),
        ];
}
