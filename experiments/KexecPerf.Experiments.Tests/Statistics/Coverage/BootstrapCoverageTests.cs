using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Sampling;
using MathNet.Numerics.Distributions;

namespace KexecPerf.Experiments.Tests.Statistics.Coverage;

/// <summary>The percentile bootstrap covers less than it says, and by how much is known for a mean.</summary>
public class BootstrapCoverageTests(ITestOutputHelper output)
{
    private const int Redraws = 400;
    private static readonly int Experiments = Effort.IsFull ? 20_000 : 2000;

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(100)]
    public void Of_a_mean_it_covers_what_a_normal_interval_with_divisor_n_does(int n)
    {
        // mean +- 1.96 s sqrt((n - 1) / n) / sqrt(n) holds the mean where |t(n - 1)| <= 1.96 sqrt((n - 1) / n).
        double expected = 2 * StudentT.CDF(0, 1, n - 1, 1.959964 * Math.Sqrt((n - 1.0) / n)) - 1;
        double bound = 0.01 + CoverageExperiment.Widening(Experiments);
        foreach (ulong seed in CoverageExperiment.Seeds)
        {
            CoverageExperiment result = CoverageExperiment.Run(
                Experiments,
                seed,
                0,
                (ref RandomStream stream) =>
                {
                    double[] sample = new double[n];
                    foreach (ref double x in sample.AsSpan())
                    {
                        x = Normal.InvCDF(0, 1, Math.Max(stream.NextUniform(), 1e-16));
                    }

                    return Bootstrap.Intervals(
                        n,
                        1,
                        (rows, results) =>
                        {
                            double sum = 0;
                            foreach (int row in rows)
                            {
                                sum += sample[row];
                            }

                            results[0] = sum / rows.Length;
                        },
                        (ulong)(stream.NextUniform() * (1L << 53)),
                        Redraws
                    )[0];
                }
            );
            output.WriteLine(
                FormattableString.Invariant(
                    $"bootstrap, mean of normal, n {n, 3}, seed {seed}: covers {result.Covered * 100:0.00} %, expected {expected * 100:0.00} %"
                )
            );
            Assert.InRange(result.Covered, expected - bound, expected + bound);
        }
    }
}
