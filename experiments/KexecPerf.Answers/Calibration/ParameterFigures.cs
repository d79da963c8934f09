using System.Text.Json.Serialization;
using KexecPerf.Answers.Questions;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration;

/// <summary>A number of a machine profile, as texts with their unit.</summary>
internal record ParameterFigures(
    string Path,
    string Value,
    string Low,
    string High,
    string Evidence,
    string Source
)
{
    internal ParameterFigures(string path, ParameterKind kind, Quantity q)
        : this(
            path,
            Quantity.Format(q.Value, kind),
            Quantity.Format(q.Low, kind),
            Quantity.Format(q.High, kind),
            q.Evidence.Word(),
            q.Source
        ) { }

    /// <summary>Value, low, high.</summary>
    [JsonIgnore]
    public string[] Range => [Value, Low, High];
}
