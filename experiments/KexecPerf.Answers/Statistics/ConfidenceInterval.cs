using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Statistics;

/// <summary>Where a figure of the distribution itself lies, given that only a sample of it is known, in the sample's unit.</summary>
internal readonly record struct ConfidenceInterval(double Low, double High)
{
    /// <summary>The confidence of every interval that is reported.</summary>
    public const double Level = 0.95;

    /// <summary>Half the distance between the ends.</summary>
    [JsonIgnore]
    public double HalfWidth => (High - Low) / 2;

    /// <summary>Whether a value lies in it, the ends included.</summary>
    public bool Contains(double value) => Low <= value && value <= High;
}
