using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>What <see cref="BreakEvenQuestion"/> answers.</summary>
internal sealed record BreakEvenAnswer : Answer
{
    internal BreakEvenAnswer(
        Basis basis,
        BreakEvenOptions options,
        Interval savedPercent,
        int replicationsAtEachValue,
        IReadOnlyList<AxisResult> axes,
        string verdict
    )
        : base(basis, BreakEvenQuestion.Name, verdict)
    {
        Options = options;
        SavedPercent = savedPercent;
        ReplicationsAtEachValue = replicationsAtEachValue;
        Axes = axes;
    }

    [JsonIgnore]
    public BreakEvenOptions Options { get; }

    /// <summary>The span that CMA saves a share of.</summary>
    public string Span => Options.Span.Key();

    /// <summary>Least share that matters.</summary>
    public double ThresholdPercent => 100 * Options.Threshold;

    /// <summary>Share saved in the scenario as it is.</summary>
    public Interval SavedPercent { get; }

    public int ReplicationsAtEachValue { get; }

    /// <summary>Empty where nothing is saved, whatever these numbers are.</summary>
    public IReadOnlyList<AxisResult> Axes { get; }

    /// <inheritdoc/>
    public override Document Document() => BreakEvenLayout.Of(this);
}
