using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Experiments.Tests.Statistics.Coverage;

/// <summary>How often intervals hold what they should, over synthetic experiments of known truth.</summary>
/// <param name="Covered">Share of experiments whose interval held the truth.</param>
/// <param name="MeanWidth">Mean of high - low.</param>
internal readonly record struct CoverageExperiment(double Covered, double MeanWidth)
{
    /// <summary>One experiment: data from the stream, then the interval.</summary>
    public delegate ConfidenceInterval Once(ref RandomStream stream);

    /// <summary>The seeds that are reported: all five in full, the first otherwise.</summary>
    public static ulong[] Seeds { get; } = Effort.IsFull ? [1, 2, 3, 4, 5] : [1];

    /// <summary>Repeats an experiment; the result depends on the seed alone.</summary>
    public static CoverageExperiment Run(int experiments, ulong seed, double truth, Once once)
    {
        bool[] covered = new bool[experiments];
        double[] widths = new double[experiments];
        Parallel.For(
            0,
            experiments,
            e =>
            {
                var stream = new RandomStream(seed, e, "coverage");
                ConfidenceInterval interval = once(ref stream);
                covered[e] = interval.Contains(truth);
                widths[e] = interval.High - interval.Low;
            }
        );
        return new CoverageExperiment(
            covered.Count(c => c) / (double)experiments,
            widths.Average()
        );
    }

    /// <summary>
    /// Half-width in points by which bounds are widened where fewer experiments than 20,000 are made: the binomial error beyond that of
    /// 20,000, two-sided at alpha 1e-3.
    /// </summary>
    public static double Widening(int experiments)
    {
        double Error(int n) => 3.29 * Math.Sqrt(0.05 * 0.95 / n);
        return Math.Max(0, Error(experiments) - Error(20_000));
    }
}
