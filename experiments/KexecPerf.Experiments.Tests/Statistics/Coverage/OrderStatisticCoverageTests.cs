using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Experiments.Tests.Statistics.Coverage;

/// <summary>Order-statistic intervals cover exactly what the binomial law says, whatever the distribution.</summary>
public class OrderStatisticCoverageTests(ITestOutputHelper output)
{
    private const int Experiments = 20_000;

    public static TheoryData<string, int, double> Cases { get; } =
        new()
        {
            { "bimodal", 30, 0.5 },
            { "bimodal", 100, 0.5 },
            { "lognormal", 30, 0.5 },
            { "lognormal", 100, 0.5 },
            { "lognormal", 128, 0.05 },
            { "bimodal", 128, 0.95 },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void They_cover_within_half_a_point_of_the_exact_binomial_coverage(
        string name,
        int n,
        double p
    )
    {
        Law law = name == "bimodal" ? Law.Bimodal(0.6) : Law.LogNormal(1);
        (int lower, int upper) = OrderStatistics.Ranks(n, p, 0.95)!.Value;
        double exact = ExactCoverage(n, p, lower, upper);
        Assert.True(exact >= 0.95);
        double optimum = NarrowestEqualTailed(law, n, p);
        foreach (ulong seed in CoverageExperiment.Seeds)
        {
            CoverageExperiment result = CoverageExperiment.Run(
                Experiments,
                seed,
                law.Quantile(p),
                (ref RandomStream stream) =>
                    OrderStatistics.Quantile(Sorted(law, n, ref stream), p)!.Value
            );
            double width = result.MeanWidth / optimum;
            output.WriteLine(
                FormattableString.Invariant(
                    $"{p * 100:0} % quantile, {law.Name}, n {n, 3}, seed {seed}: covers {result.Covered * 100:0.00} %, exactly {exact * 100:0.00} %, {width:0.000} x the optimal width"
                )
            );
            Assert.InRange(result.Covered, exact - 0.005, exact + 0.005);
            Assert.InRange(width, 0.9, 1.10);
        }
    }

    [Fact]
    public void A_rank_too_far_inside_is_noticed()
    {
        (int lower, int upper) = OrderStatistics.Ranks(30, 0.5, 0.95)!.Value;
        double exact = ExactCoverage(30, 0.5, lower, upper);
        Law law = Law.Bimodal(0.6);
        CoverageExperiment wrong = CoverageExperiment.Run(
            Experiments,
            1,
            law.Quantile(0.5),
            (ref RandomStream stream) =>
            {
                double[] sorted = Sorted(law, 30, ref stream);
                return new ConfidenceInterval(sorted[lower], sorted[upper - 2]);
            }
        );
        Assert.NotInRange(wrong.Covered, exact - 0.005, exact + 0.005);
    }

    private static double[] Sorted(Law law, int n, ref RandomStream stream)
    {
        double[] sample = new double[n];
        foreach (ref double x in sample.AsSpan())
        {
            x = law.Draw(ref stream);
        }

        Array.Sort(sample);
        return sample;
    }

    /// <summary>P(lower &lt;= Bin(n, p) &lt; upper) by adding up the terms, apart from the code under test.</summary>
    private static double ExactCoverage(int n, double p, int lower, int upper)
    {
        double term = Math.Pow(1 - p, n);
        double sum = 0;
        for (int k = 0; k < upper; k++)
        {
            sum += k >= lower ? term : 0;
            term *= (n - k) / (k + 1.0) * p / (1 - p);
        }

        return sum;
    }

    /// <summary>
    /// The least expected width of any two order statistics that leave out at most 2.5 % on either side. Without the equal tails the
    /// narrowest pair would depend on the distribution, which nobody knows.
    /// </summary>
    private static double NarrowestEqualTailed(Law law, int n, double p)
    {
        int[] lower =
        [
            .. Enumerable.Range(1, n).Where(r => 1 - ExactCoverage(n, p, r, n + 1) <= 0.025),
        ];
        int[] upper =
        [
            .. Enumerable.Range(1, n).Where(r => 1 - ExactCoverage(n, p, 0, r) <= 0.025),
        ];
        return law.ExpectedOrderStatistic(n, upper.Min())
            - law.ExpectedOrderStatistic(n, lower.Max());
    }
}
