using KexecPerf.Model.Dma;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Runs;

/// <summary>One simulated kexec of a sweep; the risk from stray writes only where the study asks for it.</summary>
internal sealed record RunResult(HotPhaseOutcome Outcome, StrayRisk? Stray);
