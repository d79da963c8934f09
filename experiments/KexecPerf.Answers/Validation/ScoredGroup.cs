using System.Text.Json.Serialization;
using KexecPerf.Answers.Statistics;
using MathNet.Numerics.Statistics;

namespace KexecPerf.Answers.Validation;

/// <summary>Rows of one configuration and quantity, with what the model says of them.</summary>
internal sealed class ScoredGroup
{
    internal ScoredGroup(IReadOnlyList<ValidationRow> rows, Interval predicted, string given = "")
    {
        First = rows[0];
        Id = string.Join('+', rows.Select(r => r.Id).Take(3)) + (rows.Count > 3 ? "+..." : "");
        N = rows.Sum(r => r.N);
        Measured = rows.Select(r => r.Value!.Value).Median();
        Low = rows.Min(r => r.Low ?? r.Value!.Value);
        High = rows.Max(r => r.High ?? r.Value!.Value);
        Runs = [.. rows.SelectMany(SingleRuns.Of)];
        Predicted = predicted;
        Given = given;
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

    /// <summary>Where the rows are from; rows of two sources are two groups.</summary>
    public string Source => First.Source;

    /// <summary>What was counted in the same runs and told to the model; empty: nothing.</summary>
    public string Given { get; }

    /// <summary>Why there is no prediction: always empty, there is one of every quantity.</summary>
    public string Reason => "";

    /// <summary>The model's interval.</summary>
    public Interval Predicted { get; }

    /// <summary>Predicted median less measured one, in percent of the latter.</summary>
    public double ErrorPercent => Error(Predicted);

    /// <summary>Whether the measured median lies in the predicted 90 % range.</summary>
    public bool Inside => Predicted.Low <= Measured && Measured <= Predicted.High;

    /// <summary>Share of single runs in the predicted 90 % range, percent.</summary>
    public double RunsInsidePercent => InsidePercent(Predicted);

    /// <summary>A row that says what they have in common.</summary>
    [JsonIgnore]
    public ValidationRow First { get; }

    /// <summary>Smallest repeat.</summary>
    [JsonIgnore]
    public double Low { get; }

    /// <summary>Largest repeat.</summary>
    [JsonIgnore]
    public double High { get; }

    /// <summary>The single runs.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> Runs { get; }

    /// <summary>Whether this is the relocation of an empty list.</summary>
    [JsonIgnore]
    public bool IsEmptyList => First is { Quantity: "relocation_ms", Placement: "cma" };

    /// <summary>
    /// The quantity; relocations of empty lists apart: no pages to be wrong about.
    /// </summary>
    [JsonIgnore]
    public string Name => IsEmptyList ? "relocation_empty_ms" : Quantity;

    /// <summary>Whether it has what a tolerance of times and a trivial baseline need.</summary>
    [JsonIgnore]
    public bool IsTime => Unit is "ms" or "ns" && Measured > 0;

    /// <summary>An interval's median less the measured one, in percent of the latter.</summary>
    public double Error(Interval predicted) =>
        Measured == 0
            ? (predicted.Median == 0 ? 0 : 100)
            : 100 * (predicted.Median - Measured) / Measured;

    /// <summary>Share of single runs in an interval, percent.</summary>
    public double InsidePercent(Interval predicted) =>
        100.0 * Runs.Count(r => predicted.Low <= r && r <= predicted.High) / Runs.Count;

    /// <summary>
    /// Winkler's score of a 90 % range over the single runs, relative to their median: width plus
    /// 20 times what is missed, on average. Proper: nobody gains by a range he does not believe
    /// (Gneiting and Raftery 2007, JASA 102, section 6.2).
    /// </summary>
    public double IntervalScore(Interval predicted)
    {
        double missed = Runs.Average(r =>
            Math.Max(0, predicted.Low - r) + Math.Max(0, r - predicted.High)
        );
        double scale = Measured == 0 ? 1 : Math.Abs(Measured);
        return (predicted.High - predicted.Low + 20 * missed) / scale;
    }
}
