using MathNet.Numerics.Statistics;

namespace KexecPerf.Answers.Validation;

/// <summary>How well the model does on groups of one evidence and quantity.</summary>
internal sealed class Score(
    string evidence,
    string quantity,
    string role,
    IReadOnlyList<ScoredGroup> groups
)
{
    public string Evidence => evidence;

    public string Quantity => quantity;

    public string Role => role;

    public int Groups => groups.Count;

    /// <summary>Mean absolute error of medians, percent.</summary>
    public double MapePercent { get; } = groups.Average(g => Math.Abs(g.ErrorPercent));

    /// <summary>Mean signed error, percent.</summary>
    public double BiasPercent { get; } = groups.Average(g => g.ErrorPercent);

    /// <summary>The largest error, with its sign, percent.</summary>
    public double WorstPercent { get; } = groups.MaxBy(g => Math.Abs(g.ErrorPercent))!.ErrorPercent;

    /// <summary>Share of medians inside the 90 % range, percent.</summary>
    public double CoveragePercent { get; } = 100.0 * groups.Count(g => g.Inside) / groups.Count;

    /// <summary>Mean noise floor, percent.</summary>
    public double NoiseFloorPercent { get; } = groups.Average(g => g.NoiseFloorPercent);

    /// <summary>Mean relative interval score.</summary>
    public double IntervalScore { get; } = groups.Average(g => g.IntervalScore);

    /// <summary>Median width of the predicted range over that of the repeats, among groups with repeats.</summary>
    public double Sharpness { get; } = Ratios(groups).DefaultIfEmpty(0).Median();

    /// <summary>Width of the predicted range over the spread of the repeats.</summary>
    public static IEnumerable<double> Ratios(IEnumerable<ScoredGroup> groups) =>
        groups
            .Where(g => g.N > 1 && g.High > g.Low)
            .Select(g => (g.Predicted.High - g.Predicted.Low) / (g.High - g.Low));
}
