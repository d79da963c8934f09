using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Studies.Summaries;

/// <summary>A point with overlays beside the one that differs from it by them alone.</summary>
internal sealed record OverlayStep(SummaryPoint With, SummaryPoint Without, string Overlay)
{
    /// <summary>What it takes off the downtime of either placement at most, ms.</summary>
    public double Most => Sides.All.Max(SavedMs);

    /// <summary>
    /// Sum over the phases of what their medians fall by, ms. All points share their draws, and an overlay changes few phases: so this is
    /// near the paired difference, which the difference of the median downtimes, of skewed sums, is not.
    /// </summary>
    public double SavedMs(Side side) =>
        PhaseNames
            .All.Select(p => OutcomeName.Of(p).Of(side))
            .Sum(phase => Without[phase].Median - With[phase].Median);

    /// <summary>All of a table; none where it has no point without overlays.</summary>
    public static IEnumerable<OverlayStep> Of(SummaryTable table) =>
        from with in table.Points
        where with.Kernel.Contains('+')
        let parts = with.Kernel.Split('+', 2)
        let without = table.Points.FirstOrDefault(p =>
            p.Kernel == parts[0]
            && table.Axes.All(a =>
                a == ScenarioKeys.KernelVersion.FileKey || p.Text(a) == with.Text(a)
            )
        )
        where without is not null
        select new OverlayStep(with, without, parts[1]);
}
