using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>What came out for one axis.</summary>
internal sealed record AxisResult
{
    internal AxisResult(
        BreakEvenAxis axis,
        BreakEvenSearch search,
        Func<double, Interval> savedPercent,
        string reason
    )
    {
        Axis = axis;
        From = Numbers.Rounded(search.From);
        To = Numbers.Rounded(search.To);
        Crossings = [.. search.Found.Select(c => c with { SavedPercent = savedPercent(c.Value) })];
        Matters = MatteringRange.Between(
            [.. Crossings.Select(c => c.Rounded)],
            search.MattersAtFrom
        );
        LeastSavedPercent = search.Least.Share.Median;
        MostSavedPercent = search.Most.Share.Median;
        Reason = reason;
    }

    [JsonIgnore]
    public BreakEvenAxis Axis { get; }

    /// <summary>Where the share passes the threshold, ascending.</summary>
    [JsonIgnore]
    public IReadOnlyList<Crossing> Crossings { get; }

    [JsonPropertyName("axis")]
    public string Key => Axis.Key;

    /// <summary>Of every value of the axis.</summary>
    public string Unit => Axis.Unit.Key;

    public double Here => Numbers.Rounded(Axis.Here);

    /// <summary>The least value at which both sides have a time.</summary>
    public double From { get; }

    /// <summary>The greatest; of those looked at where not all have.</summary>
    public double To { get; }

    /// <summary>Where CMA matters.</summary>
    public IReadOnlyList<MatteringRange> Matters { get; }

    /// <summary>
    /// Least median of the values looked at; far from the threshold that of a few replications.
    /// </summary>
    public double LeastSavedPercent { get; }

    /// <summary>The same of the greatest.</summary>
    public double MostSavedPercent { get; }

    /// <summary>Why there, or why nowhere; a clause, empty where no rule says so.</summary>
    public string Reason { get; }
}
