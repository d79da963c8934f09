using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Questions.Sensitivity;

namespace KexecPerf.Experiments.Tests.Questions.Sensitivity;

/// <summary>Indices of functions whose indices are known (Saltelli et al. 2010; Ishigami and Homma 1990; Sobol 2001).</summary>
public class SobolAnalysisTests(ITestOutputHelper output)
{
    private const int Rows = 1 << 14;
    private static readonly ulong[] Seeds = [1, 2, 3, 4, 5];

    /// <summary>sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1, each x in [-pi, pi].</summary>
    [Fact]
    public void Ishigami_to_0_01_at_2_to_the_14_base_samples()
    {
        const double A = 7;
        const double B = 0.1;
        double pi4 = Math.Pow(Math.PI, 4);
        double one = 0.5 * Math.Pow(1 + B * pi4 / 5, 2);
        double two = A * A / 8;
        double both = B * B * pi4 * pi4 * (1.0 / 18 - 1.0 / 50);
        double variance = one + two + both;
        Check(
            "Ishigami",
            u =>
            {
                double[] x = [.. u.Select(v => Math.PI * (2 * v - 1))];
                double s = Math.Sin(x[1]);
                return Math.Sin(x[0]) * (1 + B * Math.Pow(x[2], 4)) + A * s * s;
            },
            [one / variance, two / variance, 0],
            [(one + both) / variance, two / variance, both / variance]
        );
    }

    /// <summary>Product of (|4 u - 2| + a) / (1 + a) over a = 0, 1, 4.5, 9, 99, 99, 99, 99.</summary>
    [Fact]
    public void The_g_function_to_0_01_at_2_to_the_14_base_samples()
    {
        double[] a = [0, 1, 4.5, 9, 99, 99, 99, 99];
        double[] alone = [.. a.Select(x => 1 / (3 * (1 + x) * (1 + x)))];
        double all = alone.Aggregate(1.0, (p, v) => p * (1 + v));
        double variance = all - 1;
        Check(
            "Sobol g",
            u => u.Zip(a, (v, x) => (Math.Abs(4 * v - 2) + x) / (1 + x)).Aggregate((p, q) => p * q),
            [.. alone.Select(v => v / variance)],
            [.. alone.Select(v => v * all / (1 + v) / variance)]
        );
    }

    [Fact]
    public void In_60_dimensions_an_additive_function_keeps_its_shares()
    {
        // 30 factors, so 60 coordinates; the weights fall by a tenth, and the sum of first orders is 1.
        double[] weights = [.. Enumerable.Range(0, 30).Select(i => Math.Pow(0.9, i))];
        double variance = weights.Sum(w => w * w);
        SobolAnalysis analysis = SobolAnalysis.Run(
            u => u.Zip(weights, (v, w) => w * (v - 0.5)).Sum(),
            30,
            4096,
            1,
            new Work(default)
        );
        for (int i = 0; i < 30; i++)
        {
            double share = weights[i] * weights[i] / variance;
            Assert.InRange(analysis.Indices![i].First, share - 0.01, share + 0.01);
            Assert.InRange(analysis.Indices[i].Total, share - 0.01, share + 0.01);
        }
    }

    [Fact]
    public void A_factor_that_does_nothing_has_exactly_0_and_is_not_evaluated_to_the_end()
    {
        SobolAnalysis analysis = SobolAnalysis.Run(u => u[0], 3, 1024, 1, new Work(default));
        Assert.Equal(SobolIndex.None, analysis.Indices![1]);
        Assert.Equal(SobolIndex.None, analysis.Indices[2]);
        Assert.InRange(analysis.Indices[0].Total, 0.99, 1);
        Assert.Equal(1024 * 3 + 2 * SobolAnalysis.Screened, analysis.Evaluations);
    }

    [Fact]
    public void A_function_that_does_not_vary_has_no_indices()
    {
        Assert.Null(SobolAnalysis.Run(_ => 5, 2, 64, 1, new Work(default)).Indices);
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        SobolAnalysis Once(ulong seed) =>
            SobolAnalysis.Run(u => u[0] * u[1], 2, 256, seed, new Work(default));
        Assert.Equal(Once(3).Indices, Once(3).Indices);
        Assert.NotEqual(Once(3).Indices, Once(4).Indices);
    }

    private void Check(string name, Func<double[], double> function, double[] first, double[] total)
    {
        foreach (ulong seed in Seeds)
        {
            IReadOnlyList<SobolIndex> indices = SobolAnalysis
                .Run(function, first.Length, Rows, seed, new Work(default))
                .Indices!;
            double worst = 0;
            int inside = 0;
            for (int i = 0; i < first.Length; i++)
            {
                worst = Math.Max(worst, Math.Abs(indices[i].First - first[i]));
                worst = Math.Max(worst, Math.Abs(indices[i].Total - total[i]));
                inside += indices[i].FirstInterval.Contains(first[i]) ? 1 : 0;
                inside += indices[i].TotalInterval.Contains(total[i]) ? 1 : 0;
            }

            output.WriteLine(
                FormattableString.Invariant(
                    $"{name}, seed {seed}: worst error {worst:0.00000}, {inside} of {2 * first.Length} inside their intervals"
                )
            );
            Assert.True(worst <= 0.01);
            Assert.True(inside >= 0.8 * 2 * first.Length);
        }
    }
}
