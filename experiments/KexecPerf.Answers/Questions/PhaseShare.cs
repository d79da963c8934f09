using System.Text.Json.Serialization;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// A phase with what it takes on both sides, and its share of hot phase and downtime as loaded.
/// </summary>
internal sealed record PhaseShare
{
    internal PhaseShare(Phase phase, Savings savings)
    {
        (OutcomeRange pageList, OutcomeRange cma) = (savings[phase].A, savings[phase].B);
        double downtimeMs = savings.Downtime.B.Median;
        Evidence = savings[phase].Evidence;
        Phase = phase;
        PageListMs = pageList;
        CmaMs = cma;
        double hotPhaseMs = savings.HotPhase.B.Median;
        ShareOfHotPhasePercent =
            phase.InHotPhase() && hotPhaseMs > 0 ? cma.Median / hotPhaseMs * 100 : 0;
        ShareOfDowntimePercent = downtimeMs > 0 ? cma.Median / downtimeMs * 100 : 0;
    }

    [JsonIgnore]
    public Phase Phase { get; }

    public string Name => Phase.Key();

    public OutcomeRange PageListMs { get; }

    public OutcomeRange CmaMs { get; }

    /// <inheritdoc cref="PhaseTimes.Evidence"/>
    public string? Evidence { get; }

    /// <summary>0 of a phase behind it.</summary>
    public double ShareOfHotPhasePercent { get; }

    public double ShareOfDowntimePercent { get; }
}
