using KexecPerf.Model.Sampling;
using MathNet.Numerics.Distributions;

namespace KexecPerf.Experiments.Tests.Statistics.Coverage;

/// <summary>A distribution whose quantiles are known exactly.</summary>
internal sealed record Law(string Name, Func<double, double> Quantile)
{
    /// <summary>Times of one kind, as spread as the widest parameters are.</summary>
    public static Law LogNormal(double sigma) =>
        new(
            FormattableString.Invariant($"lognormal sigma {sigma}"),
            u => Math.Exp(sigma * Normal.InvCDF(0, 1, u))
        );

    /// <summary>Two kinds of outcome, one ten times the other, as when CMA succeeds in a share of runs; nothing in between.</summary>
    public static Law Bimodal(double share) =>
        new(
            FormattableString.Invariant($"bimodal {share * 100:0.#}/{100 - share * 100:0.#}"),
            u =>
                u < share
                    ? Math.Exp(0.1 * Normal.InvCDF(0, 1, u / share))
                    : 10 * Math.Exp(0.1 * Normal.InvCDF(0, 1, (u - share) / (1 - share)))
        );

    /// <summary>Two values and nothing else; the lower has the share.</summary>
    public static Law Modes(double lower, double upper, double share) =>
        new(
            FormattableString.Invariant($"modes {lower} and {upper}"),
            u => u < share ? lower : upper
        );

    /// <summary>A value.</summary>
    public double Draw(ref RandomStream stream)
    {
        double u;
        do
        {
            u = stream.NextUniform();
        } while (u == 0);
        return Quantile(u);
    }

    /// <summary>Expected value of the r-th of n values, by the midpoint rule over its probability.</summary>
    public double ExpectedOrderStatistic(int n, int rank)
    {
        const int Points = 20_000;
        double sum = 0;
        for (int i = 0; i < Points; i++)
        {
            double u = (i + 0.5) / Points;
            sum += Quantile(u) * Beta.PDF(rank, n + 1 - rank, u);
        }

        return sum / Points;
    }
}
