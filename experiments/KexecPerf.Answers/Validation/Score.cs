using System.Text.Json.Serialization;
using MathNet.Numerics.Statistics;

namespace KexecPerf.Answers.Validation;

/// <summary>How well the model does on groups of one evidence and quantity.</summary>
internal sealed class Score
{
    internal Score(string evidence, string quantity, string role, IReadOnlyList<ScoredGroup> groups)
    {
        (Evidence, Quantity, Role, Groups) = (evidence, quantity, role, groups.Count);
        MapePercent = groups.Average(g => Math.Abs(g.ErrorPercent));
        BiasPercent = groups.Average(g => g.ErrorPercent);
        WorstPercent = groups.MaxBy(g => Math.Abs(g.ErrorPercent))!.ErrorPercent;
        CoveragePercent = 100.0 * groups.Count(g => g.Inside) / groups.Count;
        double sharpness = Ratios(groups).DefaultIfEmpty(0).Median();
        Sharpness = sharpness > 0 ? sharpness : null;
        IntervalScore = groups.Average(g => g.IntervalScore(g.Predicted));
        RunsCoveragePercent = groups.Average(g => g.RunsInsidePercent);
        Given = groups.Count(g => g.Given.Length > 0);
        Baselines = Comparison.Of(groups);
        NoiseFloorPercent = groups.Average(g => g.NoiseFloorPercent);
    }

    [JsonIgnore]
    public string Evidence { get; }

    [JsonIgnore]
    public string Quantity { get; }

    [JsonIgnore]
    public string Role { get; }

    public int Groups { get; }

    /// <summary>Mean absolute error of medians, percent.</summary>
    public double MapePercent { get; }

    /// <summary>Mean signed error, percent.</summary>
    public double BiasPercent { get; }

    /// <summary>The largest error, with its sign, percent.</summary>
    public double WorstPercent { get; }

    /// <summary>Share of medians inside the 90 % range, percent.</summary>
    public double CoveragePercent { get; }

    /// <summary>Median width of the predicted range over that of the repeats, among groups with repeats; null where it is no width.</summary>
    public double? Sharpness { get; }

    /// <summary>
    /// Share of single runs inside the 90 % range, percent; each group counts alike.
    /// </summary>
    public double RunsCoveragePercent { get; }

    /// <summary>Groups predicted given what was counted in the same runs.</summary>
    public int Given { get; }

    /// <summary>Beside two trivial baselines; null: too few groups.</summary>
    public Comparison? Baselines { get; }

    /// <summary>Mean relative interval score of the single runs.</summary>
    public double IntervalScore { get; }

    /// <summary>Mean noise floor, percent.</summary>
    public double NoiseFloorPercent { get; }

    /// <summary>Width of the predicted range over the spread of the repeats.</summary>
    public static IEnumerable<double> Ratios(IEnumerable<ScoredGroup> groups) =>
        groups
            .Where(g => g.N > 1 && g.High > g.Low)
            .Select(g => (g.Predicted.High - g.Predicted.Low) / (g.High - g.Low));
}
