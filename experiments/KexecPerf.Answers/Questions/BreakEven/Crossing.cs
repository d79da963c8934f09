using System.Text.Json.Serialization;

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
);
