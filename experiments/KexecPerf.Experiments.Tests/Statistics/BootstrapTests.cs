using KexecPerf.Answers.Statistics;

namespace KexecPerf.Experiments.Tests.Statistics;

/// <summary>What is drawn again, and which quantiles are taken.</summary>
public class BootstrapTests
{
    [Fact]
    public void As_many_rows_are_drawn_as_there_are_each_as_likely()
    {
        const int Rows = 8;
        const int Redraws = 2_000;
        var drawn = new int[Rows];
        Bootstrap.Intervals(
            Rows,
            1,
            (rows, results) =>
            {
                Assert.Equal(Rows, rows.Length);
                foreach (int row in rows)
                {
                    Interlocked.Increment(ref drawn[row]);
                }

                results[0] = rows[0];
            },
            7,
            Redraws
        );

        // A deviation of 4.9 standard errors, sqrt(2,000 * 7/8) each.
        Assert.All(drawn, n => Assert.InRange(n, Redraws - 4.9 * 42, Redraws + 4.9 * 42));
    }

    /// <summary>The first row drawn is even over 0 to 999, and so are its quantiles; the other statistic is its mirror image.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void An_interval_leaves_half_of_the_rest_out_at_either_end(double level)
    {
        ConfidenceInterval[] both = Intervals(3, level);
        double tail = 1000 * (1 - level) / 2;
        Assert.Equal(tail, both[0].Low, 35.0);
        Assert.Equal(1000 - tail, both[0].High, 35.0);
        Assert.Equal(-both[0].High, both[1].Low, 1e-6);
        Assert.Equal(-both[0].Low, both[1].High, 1e-6);
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        Assert.Equal(Intervals(3, 0.9), Intervals(3, 0.9));
        Assert.NotEqual(Intervals(3, 0.9), Intervals(4, 0.9));
    }

    private static ConfidenceInterval[] Intervals(ulong seed, double level) =>
        Bootstrap.Intervals(
            1000,
            2,
            (rows, results) => (results[0], results[1]) = (rows[0], -rows[0]),
            seed,
            4_000,
            level
        );
}
