using KexecPerf.Answers.Questions.Sensitivity;

namespace KexecPerf.Experiments.Tests.Questions.Sensitivity;

public class LatticeSequenceTests
{
    [Theory]
    [InlineData(10, 5.09)]
    [InlineData(14, 17)]
    public void No_two_of_the_first_64_coordinates_depend_on_one_another(int log, double least)
    {
        long n = 1L << log;
        ulong[] z = [.. LatticeSequence.Components.Take(64)];
        double shortest = double.PositiveInfinity;
        for (int a = 0; a < z.Length; a++)
        {
            for (int b = 0; b < a; b++)
            {
                shortest = Math.Min(shortest, ShortestDual((long)z[a], (long)z[b], n));
            }
        }

        Assert.InRange(shortest, least, 2 * least);
    }

    [Fact]
    public void Each_coordinate_of_the_first_1024_points_is_evenly_spread()
    {
        // A lattice has one point in each 1024th; shift and tent leave two or none in some, never three.
        var sequence = new LatticeSequence(LatticeSequence.MostDimensions, 1);
        double[][] points = [.. Enumerable.Range(0, 1024).Select(sequence.Point)];
        for (int j = 0; j < LatticeSequence.MostDimensions; j++)
        {
            double[] sorted = [.. points.Select(p => p[j]).Order()];
            for (int i = 0; i < sorted.Length; i++)
            {
                Assert.InRange(sorted[i] - (i + 0.5) / 1024, -1.5 / 1024, 1.5 / 1024);
            }
        }
    }

    [Fact]
    public void Points_lie_in_0_to_1_and_depend_on_the_seed()
    {
        // More coordinates than the vector has: the rest is pseudo-random.
        int dimensions = LatticeSequence.MostDimensions + 3;
        double[] point = new LatticeSequence(dimensions, 1).Point(12345);
        Assert.Equal(dimensions, point.Length);
        Assert.All(point, x => Assert.InRange(x, 0, 1 - 1e-16));
        Assert.Equal(point, new LatticeSequence(dimensions, 1).Point(12345));
        Assert.NotEqual(point[0], new LatticeSequence(dimensions, 2).Point(12345)[0]);
        Assert.NotEqual(point[^1], new LatticeSequence(dimensions, 1).Point(12346)[^1]);
    }

    [Fact]
    public void A_product_is_integrated_far_better_than_by_chance()
    {
        // Product over 6 of (1 + (u - 1/2)): mean 1, standard deviation 0.80; by chance 0.013 at 4096 points.
        foreach (ulong seed in (ulong[])[1, 2, 3])
        {
            var sequence = new LatticeSequence(6, seed);
            double mean = Enumerable
                .Range(0, 4096)
                .Average(i => sequence.Point(i).Aggregate(1.0, (p, u) => p * (0.5 + u)));
            Assert.InRange(mean, 1 - 0.001, 1 + 0.001);
        }
    }

    /// <summary>Shortest (h, k) with h a + k b = 0 modulo n, by trying every k up to what Minkowski's bound leaves.</summary>
    private static double ShortestDual(long a, long b, long n)
    {
        long inverse = 1;
        for (int i = 0; i < 6; i++)
        {
            inverse = inverse * (2 - a * inverse % n) % n;
        }

        double shortest = n;
        long most = (long)Math.Sqrt(2 * n) + 1;
        for (long k = 1; k <= most; k++)
        {
            long h = (-k * b % n * inverse % n + n) % n;
            h = Math.Min(h, n - h);
            shortest = Math.Min(shortest, Math.Sqrt(h * h + k * k));
        }

        return shortest;
    }
}
