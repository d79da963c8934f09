using CsCheck;
using KexecPerf.Model.Caches;
using KexecPerf.Model.Machines;

namespace KexecPerf.Model.Tests.Caches;

public static class HitLawTests
{
    /// <summary>In thousandths of a page of a cache of a million, a threshold is where the law crosses the middle of two sixteenths.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public static void Thresholds_are_those_of_the_Poisson_law(int ways)
    {
        const double capacity = 1e6;
        long[] thresholds = HitLaw.Thresholds(ways, capacity);
        Assert.Equal(HitLaw.Levels, thresholds.Length);
        for (int i = 0; i < thresholds.Length; i++)
        {
            double crossing = (15.5 - i) / 16;
            Assert.True(PoissonLaw.Held(ways, (thresholds[i] - 3) / capacity) > crossing);
            Assert.True(PoissonLaw.Held(ways, (thresholds[i] + 2) / capacity) < crossing);
        }
    }

    /// <summary>One way is the exponential law of random replacement; many ways come close to a step at the capacity (LRU).</summary>
    [Fact]
    public static void More_ways_are_closer_to_a_step_at_the_capacity()
    {
        long previous = long.MaxValue;
        foreach (int ways in (int[])[1, 2, 4, 8, 16])
        {
            long[] t = HitLaw.Thresholds(ways, 1e6);
            Assert.InRange(1_000_000, t[0], t[15]);
            Assert.True(t[15] - t[0] < previous);
            previous = t[15] - t[0];
        }
    }

    [Fact]
    public static void Thresholds_never_fall_and_grow_with_the_capacity() =>
        Gen.Select(Gen.Int[0, 4].Select(i => 1 << i), Gen.Double[0, 1e6], Gen.Double[0, 1e6])
            .Sample(
                (ways, a, b) =>
                {
                    long[] small = HitLaw.Thresholds(ways, Math.Min(a, b));
                    long[] large = HitLaw.Thresholds(ways, Math.Max(a, b));
                    Assert.True(small[0] >= 1);
                    Assert.Equal(small.Order(), small);
                    Assert.All(small.Zip(large), p => Assert.True(p.First <= p.Second));
                }
            );

    [Fact]
    public static void Other_ways_are_not_known()
    {
        int[] known = [.. Enumerable.Range(-1, 40).Where(LastLevelCache.KnowsWays)];
        Assert.Equal([1, 2, 4, 8, 16], known);
    }
}
