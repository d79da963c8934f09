using CsCheck;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Tests.Memory;

public static class StrataOrderTests
{
    [Fact]
    public static void Each_number_comes_once() =>
        Gen.Select(Gen.Long[1, 3_000], Gen.ULong)
            .Sample(
                (count, seed) =>
                {
                    var order = new StrataOrder(count, new RandomStream(seed, 0, "test"));
                    var seen = Enumerable.Range(0, (int)count).Select(i => order.At(i)).ToHashSet();
                    Assert.True(seen.Count == count && seen.Min() == 0 && seen.Max() == count - 1);
                },
                iter: Effort.Of(500, 10_000)
            );

    /// <summary>The first of 64 is each of them about as often: chi-square with 63 degrees of freedom, 1e-6 at 142.</summary>
    [Fact]
    public static void No_number_comes_first_more_often()
    {
        const int keys = 64_000;
        int[] first = new int[64];
        int[] last = new int[64];
        for (int i = 0; i < keys; i++)
        {
            var order = new StrataOrder(64, new RandomStream(1, i, "test"));
            first[order.At(0)]++;
            last[order.At(63)]++;
        }

        Assert.InRange(ChiSquare(first), 20, 142);
        Assert.InRange(ChiSquare(last), 20, 142);

        static double ChiSquare(int[] counts) =>
            counts.Sum(n => (n - keys / 64.0) * (n - keys / 64.0) / (keys / 64.0));
    }

    /// <summary>Not in ascending order: a number is followed by its successor as often as by any other.</summary>
    [Fact]
    public static void Neighbours_are_not_kept_together()
    {
        const long count = 1_000_000;
        var order = new StrataOrder(count, new RandomStream(3, 0, "test"));
        int neighbours = Enumerable
            .Range(0, 100_000)
            .Count(i => order.At(i + 1) == order.At(i) + 1);
        Assert.InRange(neighbours, 0, 8);
    }
}
