using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// How many times more runs the same error would need if the sides did not share their draws; null where that is no number.
/// </summary>
internal sealed record VarianceRatios
{
    internal VarianceRatios(PairedRun sides)
    {
        SavedMs = Of(sides, PhaseSpan.HotPhase, x => x);
        SwitchLogSpeedup = Of(sides, PhaseSpan.Switch, Math.Log);
        HotPhaseLogSpeedup = Of(sides, PhaseSpan.HotPhase, Math.Log);
        DowntimeLogSpeedup = Of(sides, PhaseSpan.Downtime, Math.Log);
    }

    public double? SavedMs { get; }

    public double? SwitchLogSpeedup { get; }

    public double? HotPhaseLogSpeedup { get; }

    public double? DowntimeLogSpeedup { get; }

    private static double? Of(PairedRun sides, PhaseSpan span, Func<double, double> scale) =>
        CommonRandomNumbers.VarianceRatio([
            .. sides
                .Outcomes.Pairs(sides.A, sides.B, o => o[span])
                .Where(p => p is { A: > 0, B: > 0 })
                .Select(p => (scale(p.A), scale(p.B))),
        ]);
}
