using System.Text.Json.Serialization;
using KexecPerf.Answers.Questions;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration;

/// <summary>A number of a machine profile, as texts with their unit.</summary>
internal record ParameterFigures
{
    internal ParameterFigures(string path, ParameterKind kind, Quantity quantity)
    {
        Path = path;
        Value = Quantity.Format(quantity.Value, kind);
        Low = Quantity.Format(quantity.Low, kind);
        High = Quantity.Format(quantity.High, kind);
        Evidence = quantity.Evidence.Word();
        Source = quantity.Source;
    }

    public string Path { get; }

    public string Value { get; }

    public string Low { get; }

    public string High { get; }

    public string Evidence { get; }

    public string Source { get; }

    /// <summary>Value, low, high.</summary>
    [JsonIgnore]
    public string[] Range => [Value, Low, High];
}
