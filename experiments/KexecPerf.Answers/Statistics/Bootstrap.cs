using KexecPerf.Model.Sampling;
using MathNet.Numerics.Statistics;

namespace KexecPerf.Answers.Statistics;

/// <summary>
/// Percentile bootstrap (Efron and Tibshirani 1993, ch. 13): the rows of a sample are drawn again with replacement, and the ends of the
/// interval are quantiles of the statistic over the redraws. Asymptotic: in small samples it covers less than it says, of a mean what
/// a normal interval with divisor n does (90.4 % at n = 10, 93.6 % at 30; BootstrapCoverageTests).
/// </summary>
internal static class Bootstrap
{
    /// <summary>Computes statistics from the rows drawn.</summary>
    /// <param name="rows">Indices of rows, as many as there are, with repetitions.</param>
    /// <param name="results">One place for each statistic.</param>
    public delegate void Statistics(ReadOnlySpan<int> rows, Span<double> results);

    /// <summary>Intervals of several statistics of the same rows; the seed alone decides the redraws.</summary>
    public static ConfidenceInterval[] Intervals(
        int rows,
        int statistics,
        Statistics compute,
        ulong seed,
        int redraws,
        double level = ConfidenceInterval.Level
    )
    {
        var values = new double[statistics][];
        for (int s = 0; s < statistics; s++)
        {
            values[s] = new double[redraws];
        }

        Parallel.For(
            0,
            redraws,
            () => (Drawn: new int[rows], Results: new double[statistics]),
            (r, _, memory) =>
            {
                var stream = new RandomStream(seed, r, "bootstrap");
                foreach (ref int row in memory.Drawn.AsSpan())
                {
                    row = (int)(stream.NextUniform() * rows);
                }

                compute(memory.Drawn, memory.Results);
                for (int s = 0; s < statistics; s++)
                {
                    values[s][r] = memory.Results[s];
                }

                return memory;
            },
            _ => { }
        );
        return
        [
            .. values.Select(v =>
            {
                Array.Sort(v);
                double tail = (1 - level) / 2;
                return new ConfidenceInterval(
                    SortedArrayStatistics.Quantile(v, tail),
                    SortedArrayStatistics.Quantile(v, 1 - tail)
                );
            }),
        ];
    }
}
