using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Sampling;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace KexecPerf.Experiments.Tests.Statistics.Coverage;

/// <summary>The interval of a geometric mean ratio holds the true ratio in 95 % of experiments, and is no wider than it must be.</summary>
public class LogRatioCoverageTests(ITestOutputHelper output)
{
    private const int Experiments = 20_000;
    private const double Ratio = 1.3;
    private const double Sigma = 1;

    private delegate ConfidenceInterval Procedure(List<(double A, double B)> pairs);

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(100)]
    public void Of_a_lognormal_it_covers_95_percent_within_half_a_point(int n)
    {
        foreach (ulong seed in CoverageExperiment.Seeds)
        {
            CoverageExperiment result = Run(n, seed, pairs => LogRatio.Of(pairs)!.Interval!.Value);
            double width = result.MeanWidth / Optimum(n);
            output.WriteLine(
                FormattableString.Invariant(
                    $"log-ratio, lognormal sigma 1, n {n, 3}, seed {seed}: covers {result.Covered * 100:0.00} %, {width:0.000} x the optimal width"
                )
            );
            Assert.True(IsRight(result));
            Assert.InRange(width, 0.9, 1.10);
        }
    }

    [Fact]
    public void With_divisor_n_instead_of_n_minus_1_the_same_check_fails()
    {
        foreach (ulong seed in CoverageExperiment.Seeds)
        {
            CoverageExperiment wrong = Run(10, seed, WrongDivisor);
            output.WriteLine(
                FormattableString.Invariant(
                    $"mutant, divisor n, n  10, seed {seed}: covers {wrong.Covered * 100:0.00} %"
                )
            );
            Assert.False(IsRight(wrong));
        }
    }

    private static bool IsRight(CoverageExperiment result) =>
        result.Covered is >= 0.945 and <= 0.955;

    /// <summary>Standard deviation over n instead of n - 1.</summary>
    private static ConfidenceInterval WrongDivisor(List<(double A, double B)> pairs)
    {
        LogRatio right = LogRatio.Of(pairs)!;
        double mean = Math.Log(right.GeometricMean);
        double factor = Math.Sqrt((right.Pairs - 1.0) / right.Pairs);
        double half = (Math.Log(right.Interval!.Value.High) - mean) * factor;
        return new ConfidenceInterval(Math.Exp(mean - half), Math.Exp(mean + half));
    }

    /// <summary>Widths are those of the log-ratio. Pairs share a lognormal factor of their own, as two sides of a replication do.</summary>
    private static CoverageExperiment Run(int n, ulong seed, Procedure procedure)
    {
        Law shared = Law.LogNormal(2);
        Law ratio = Law.LogNormal(Sigma);
        return CoverageExperiment.Run(
            Experiments,
            seed,
            Math.Log(Ratio),
            (ref RandomStream stream) =>
            {
                var pairs = new List<(double A, double B)>(n);
                for (int i = 0; i < n; i++)
                {
                    double b = shared.Draw(ref stream);
                    pairs.Add((b * Ratio * ratio.Draw(ref stream), b));
                }

                ConfidenceInterval interval = procedure(pairs);
                return new ConfidenceInterval(Math.Log(interval.Low), Math.Log(interval.High));
            }
        );
    }

    /// <summary>
    /// Expected width of Student's interval, optimal among the unbiased ones where sigma is not known: 2 t E(s) / sqrt(n), with
    /// E(s) = sigma sqrt(2 / (n - 1)) Gamma(n / 2) / Gamma((n - 1) / 2).
    /// </summary>
    private static double Optimum(int n)
    {
        double deviation =
            Sigma
            * Math.Sqrt(2.0 / (n - 1))
            * Math.Exp(SpecialFunctions.GammaLn(n / 2.0) - SpecialFunctions.GammaLn((n - 1) / 2.0));
        return 2 * StudentT.InvCDF(0, 1, n - 1, 0.975) * deviation / Math.Sqrt(n);
    }
}
