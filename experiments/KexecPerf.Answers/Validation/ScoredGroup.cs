using System.Text.Json.Serialization;
using KexecPerf.Answers.Statistics;
using MathNet.Numerics.Statistics;

namespace KexecPerf.Answers.Validation;

/// <summary>Rows of one configuration and quantity, with what the model says of them.</summary>
internal sealed class ScoredGroup
{
    internal ScoredGroup(IReadOnlyList<ValidationRow> rows, Interval predicted)
    {
        First = rows[0];
        Id = string.Join('+', rows.Select(r => r.Id).Take(3)) + (rows.Count > 3 ? "+..." : "");
        N = rows.Sum(r => r.N);
        Measured = rows.Select(r => r.Value!.Value).Median();
        Low = rows.Min(r => r.Low ?? r.Value!.Value);
        High = rows.Max(r => r.High ?? r.Value!.Value);
        Predicted = predicted;
    }

    public string Id { get; }

    public string Machine => First.Machine;

    public string Evidence => First.Evidence;

    public string Quantity => First.Quantity;

    public string Unit => First.Unit;

    /// <summary>Repeats.</summary>
    public int N { get; }

    /// <summary>Median of the repeats.</summary>
    public double Measured { get; }

    /// <summary>How far the extremes of the repeats lie from their own median, on average, in percent; no model can be surer than this.</summary>
    public double NoiseFloorPercent =>
        Measured == 0 ? 0 : 100 * (High - Low) / 2 / Math.Abs(Measured);

    public string Role => First.Role;

    /// <summary>Why there is no prediction: always empty, there is one of every quantity.</summary>
    public string Reason => "";

    /// <summary>The model's interval.</summary>
    public Interval Predicted { get; }

    /// <summary>Predicted median less measured one, in percent of the latter.</summary>
    public double ErrorPercent =>
        Measured == 0
            ? (Predicted.Median == 0 ? 0 : 100)
            : 100 * (Predicted.Median - Measured) / Measured;

    /// <summary>Whether the measured median lies in the predicted 90 % range.</summary>
    public bool Inside => Predicted.Low <= Measured && Measured <= Predicted.High;

    /// <summary>A row that says what they have in common.</summary>
    [JsonIgnore]
    public ValidationRow First { get; }

    /// <summary>Smallest repeat.</summary>
    [JsonIgnore]
    public double Low { get; }

    /// <summary>Largest repeat.</summary>
    [JsonIgnore]
    public double High { get; }

    /// <summary>Whether this is the relocation of an empty list.</summary>
    [JsonIgnore]
    public bool IsEmptyList => First is { Quantity: "relocation_ms", Placement: "cma" };

    /// <summary>Winkler's score of the 90 % range, relative to the measured value: width plus 20 times what is missed.</summary>
    [JsonIgnore]
    public double IntervalScore
    {
        get
        {
            double missed =
                Math.Max(0, Predicted.Low - Measured) + Math.Max(0, Measured - Predicted.High);
            double scale = Measured == 0 ? 1 : Math.Abs(Measured);
            return (Predicted.High - Predicted.Low + 20 * missed) / scale;
        }
    }
}
