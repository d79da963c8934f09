using KexecPerf.Answers.Statistics;
using MathNet.Numerics.Statistics;

namespace KexecPerf.Answers.Validation;

/// <summary>
/// What somebody without a model would say of a group, having seen all the others of its machine,
/// quantity, placement and hash: their median, or a straight line through them; with the 5 and 95 %
/// quantiles of what their single runs are of it. It has seen this very machine run, which the
/// model has not.
/// </summary>
internal static class Baseline
{
    /// <summary>From fewer groups no line and no quantile is worth the name.</summary>
    private const int Fewest = 4;

    /// <summary>Both intervals; null where there is too little to learn from.</summary>
    public static (Interval Constant, Interval Line)? Of(
        ScoredGroup group,
        IEnumerable<ScoredGroup> all
    )
    {
        List<ScoredGroup> others =
        [
            .. all.Where(g => g != group && g.IsTime && Kind(g) == Kind(group)),
        ];
        if (!group.IsTime || others.Count < Fewest)
        {
            return null;
        }

        double middle = others.Select(g => g.Measured).Median();
        return (Ranged(group, others, _ => middle), Ranged(group, others, Line(others)));
    }

    private static (string, string, string, string, bool) Kind(ScoredGroup g) =>
        (g.Evidence, g.Machine, g.Name, g.First.Placement, g.First.Hash);

    private static Interval Ranged(
        ScoredGroup group,
        List<ScoredGroup> others,
        Func<double, double> at
    )
    {
        double[] ratios = [.. others.SelectMany(g => g.Runs.Select(r => r / at(X(g)))).Order()];
        double centre = at(X(group));
        return new Interval(
            centre,
            centre * SortedArrayStatistics.Quantile(ratios, 0.05),
            centre * SortedArrayStatistics.Quantile(ratios, 0.95)
        );
    }

    /// <summary>
    /// Least squares of relative errors; nowhere below the smallest measured, since no time is.
    /// </summary>
    private static Func<double, double> Line(List<ScoredGroup> others)
    {
        double[] w = [.. others.Select(g => 1 / (g.Measured * g.Measured))];
        double sum = w.Sum();
        double x = others.Select((g, i) => w[i] * X(g)).Sum() / sum;
        double y = others.Select((g, i) => w[i] * g.Measured).Sum() / sum;
        double xx = others.Select((g, i) => w[i] * (X(g) - x) * (X(g) - x)).Sum();
        double xy = others.Select((g, i) => w[i] * (X(g) - x) * (g.Measured - y)).Sum();
        double slope = xx > 0 ? xy / xx : 0;
        double least = others.Min(g => g.Measured);
        return at => Math.Max(least, y + slope * (at - x));
    }

    /// <summary>What a line would be drawn over: CPUs, pages asked for, or bytes of the image.</summary>
    private static double X(ScoredGroup g) =>
        g.Quantity == "cpu_shutdown_ms"
            ? g.First.Cpus ?? 0
            : g.First.RequestPages ?? (g.First.KernelMemszBytes ?? 0) + (g.First.InitrdBytes ?? 0);
}
