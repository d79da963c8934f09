using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>
/// A chance or an expected number over what is assumed. What a fleet suffers is the mean, which the
/// upper tail makes up, often above <see cref="High"/>; the median is that of no fleet.
/// </summary>
/// <param name="Median">Half of the draws are below.</param>
/// <param name="Low">5 % are.</param>
/// <param name="High">95 % are.</param>
/// <param name="Mean">Over all draws.</param>
/// <param name="MeanError">Half-width of the 95 % interval of the mean, Monte Carlo alone; null: not known.</param>
internal sealed record RiskRange(
    double Median,
    double Low,
    double High,
    double Mean,
    double? MeanError
)
{
    /// <summary>From draws and their weights, and from the means of blocks of draws, each independent of the others.</summary>
    public static RiskRange Of(
        IReadOnlyList<(double Value, double Weight)> draws,
        IReadOnlyCollection<double> means
    )
    {
        (double Value, double Weight)[] sorted = [.. draws];
        Array.Sort(sorted, (a, b) => a.Value.CompareTo(b.Value));
        double all = sorted.Sum(d => d.Weight);
        (double mean, ConfidenceInterval? interval) = StudentInterval.OfMean(means);
        return new RiskRange(At(0.5), At(0.05), At(0.95), mean, interval?.HalfWidth);

        double At(double probability)
        {
            double left = probability * all;
            return sorted.FirstOrDefault(d => (left -= d.Weight) <= 0, sorted[^1]).Value;
        }
    }

    /// <summary>So many times as much.</summary>
    public RiskRange Times(double factor) =>
        new(factor * Median, factor * Low, factor * High, factor * Mean, factor * MeanError);
}
