using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Runs;

/// <summary>How many paired replications: a fixed number, or until the Monte Carlo error is reached.</summary>
/// <param name="Seed">Root seed of all streams.</param>
/// <param name="Replications">Fixed number; null to stop at the precision (<see cref="StoppingRule"/>).</param>
/// <param name="Precision">Relative Monte Carlo error to stop at.</param>
internal sealed record ReplicationPlan(ulong Seed, int? Replications, double Precision)
{
    /// <summary>That of a command which is told nothing.</summary>
    public static ReplicationPlan Usual { get; } = new(1, null, 0.02);

    /// <summary>No more replications than this where the precision decides.</summary>
    public int Most { get; init; } = StoppingRule.Most;

    /// <summary>
    /// Whether a machine of another name than the first scenario's draws for itself: what is not
    /// known of one says nothing of the other. Else all share their draws.
    /// </summary>
    public bool MachinesApart { get; init; }

    /// <summary>Before the names of a machine's streams, where the first machine is so.</summary>
    public string KeyOf(MachineProfile machine, MachineProfile first) =>
        MachinesApart && machine.Name != first.Name ? machine.Name + ":" : "";

    /// <summary>
    /// The answer's own span: its median of the first scenario is watched, and what the second
    /// saves of it.
    /// </summary>
    public PhaseSpan Span { get; init; } = PhaseSpan.HotPhase;

    /// <summary>Confidence of the intervals: higher at each look of a sequential run, so that what is reported covers 95 %.</summary>
    public double Level => Replications is null ? StoppingRule.LookLevel : ConfidenceInterval.Level;
}
