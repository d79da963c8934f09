using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Tests.Sampling;

/// <summary>Streams are uniform, and two of them have nothing to do with one another, however alike their keys.</summary>
public static class RandomStreamTests
{
    private const int Draws = 40_000;

    /// <summary>Two-sided at alpha 1e-6.</summary>
    private const double Z = 4.8916;

    /// <summary>A change here changes every result ever printed with a seed. The numbers were computed by a second program.</summary>
    [Fact]
    public static void The_numbers_of_a_key_are_committed()
    {
        var stream = new RandomStream(42, 7, "copy.cached");
        Assert.Equal(CommittedFirst, stream.NextUniform());
        Assert.Equal(CommittedSecond, stream.NextUniform());
        RandomStream sub = new RandomStream(42, 7, "cpu_stop").Substream(3);
        Assert.Equal(CommittedSub, sub.NextUniform());
    }

    private const double CommittedFirst = 0.45910973689699064;
    private const double CommittedSecond = 0.6289047116737817;
    private const double CommittedSub = 0.5214074741518865;

    [Fact]
    public static void A_stream_after_n_numbers_goes_on_with_the_next()
    {
        var stream = new RandomStream(3, 5, "x");
        var start = stream;
        for (int n = 0; n < 100; n++)
        {
            Assert.Equal(stream, start.After(n));
            stream.NextUniform();
        }
    }

    [Fact]
    public static void Numbers_are_in_the_unit_interval_with_mean_a_half_and_variance_a_twelfth()
    {
        var stream = new RandomStream(1, 2, "x");
        double[] u = [.. Enumerable.Range(0, Draws).Select(_ => stream.NextUniform())];
        Assert.All(u, x => Assert.InRange(x, 0, 1 - 1e-17));
        Assert.Equal(0.5, u.Average(), Z * Math.Sqrt(1 / 12.0 / Draws));
        double variance = u.Average(x => (x - 0.5) * (x - 0.5));
        Assert.Equal(1 / 12.0, variance, Z * Math.Sqrt(1 / 180.0 / Draws));
    }

    /// <summary>First numbers over replications are what Monte Carlo averages, so they too must be uniform.</summary>
    [Fact]
    public static void First_numbers_of_replications_seeds_names_and_substreams_are_uniform()
    {
        Func<int, RandomStream>[] families =
        [
            i => new RandomStream(1, i, "x"),
            i => new RandomStream((ulong)i, 0, "x"),
            i => new RandomStream(1, 0, "x" + i),
            i => new RandomStream(1, 0, "x").Substream(i),
        ];
        foreach (Func<int, RandomStream> family in families)
        {
            int[] bins = new int[64];
            for (int i = 0; i < Draws; i++)
            {
                RandomStream stream = family(i);
                bins[(int)(stream.NextUniform() * bins.Length)]++;
            }

            double expected = Draws / (double)bins.Length;
            double chi = bins.Sum(n => (n - expected) * (n - expected) / expected);

            // 63 degrees of freedom: mean 63, 1e-6 point 133.
            Assert.InRange(chi, 20, 133);
        }
    }

    [Fact]
    public static void Neighbouring_streams_are_not_correlated()
    {
        (RandomStream A, RandomStream B)[] pairs =
        [
            (new(1, 1, "x"), new(1, 2, "x")),
            (new(1, 1, "x"), new(2, 1, "x")),
            (new(1, 1, "x"), new(1, 1, "y")),
            (new(1, 1, "ab"), new(1, 1, "ba")),
            (new(1, 1, "x"), new RandomStream(1, 1, "x").Substream(0)),
            (new RandomStream(1, 1, "x").Substream(0), new RandomStream(1, 1, "x").Substream(1)),
        ];
        foreach ((RandomStream first, RandomStream second) in pairs)
        {
            RandomStream a = first;
            RandomStream b = second;
            double sum = 0;
            for (int i = 0; i < Draws; i++)
            {
                sum += (a.NextUniform() - 0.5) * (b.NextUniform() - 0.5);
            }

            Assert.Equal(0, sum * 12 / Draws, Z / Math.Sqrt(Draws));
        }
    }

    [Fact]
    public static void A_substream_does_not_depend_on_what_its_parent_drew_later()
    {
        var parent = new RandomStream(1, 1, "x");
        RandomStream before = parent.Substream(5);
        RandomStream copy = parent.Substream(5);
        parent.NextUniform();
        Assert.Equal(before.NextUniform(), copy.NextUniform());
    }
}
