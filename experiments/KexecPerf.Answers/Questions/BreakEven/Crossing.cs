using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>Where the saved share passes the threshold along an axis.</summary>
/// <param name="Value">Where; of whole numbers and at a jump the last value at which it matters.</param>
/// <param name="Low">Where one end of the share's 95 % interval passes; null where it does not in the range.</param>
/// <param name="High">Where the other end passes.</param>
/// <param name="Rises">Whether CMA matters above it, not below.</param>
internal sealed record Crossing(
    double Value,
    double? Low,
    double? High,
    [property: JsonIgnore] bool Rises
)
{
    /// <summary>
    /// The share saved there, percent: its median is the threshold, its range that of machines and
    /// runs, which <see cref="Low"/> and <see cref="High"/> know nothing of.
    /// </summary>
    public Interval SavedPercent { get; init; }

    /// <summary>To as many digits as every figure has; of bytes there may be more.</summary>
    [JsonIgnore]
    public Crossing Rounded =>
        this with
        {
            Value = Numbers.Rounded(Value),
            Low = Low is { } low ? Numbers.Rounded(low) : null,
            High = High is { } high ? Numbers.Rounded(high) : null,
        };
}
