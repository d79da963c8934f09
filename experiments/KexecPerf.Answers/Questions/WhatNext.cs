using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// "What next?": what each overlay alone would take off this machine's downtime, ranked, and the best order to take them in,
/// one after the other (greedy).
/// </summary>
internal static class WhatNext
{
    public const string Question = "what-next";

    /// <summary>A step that saves less than this is not taken.</summary>
    private const double WorthwhileMs = 0.001;

    /// <summary>
    /// No more runs than this unless a number is asked for: differences are paired, and a dozen overlays on hundreds of CPUs are
    /// many scenarios.
    /// </summary>
    private const int Most = 512;

    /// <summary>Of what is left: each step of the order is shorter than the one before.</summary>
    private const double OneStep = 0.4;

    public static WhatNextAnswer Answer(AnswerRequest request)
    {
        Scenario scenario = request.Scenario;
        ReplicationPlan plan = request.Plan with { Most = Most, Span = PhaseSpan.Downtime };
        (PairedOutcomes outcomes, IEnumerable<OverlayGain> gains) = Gains(
            request,
            plan,
            scenario,
            Overlays.All.Where(o => IsOpen(o, scenario))
        );
        List<OverlayGain> ranked = [.. gains.OrderByDescending(g => g.SavedMs.Median)];
        return new WhatNextAnswer(
            request.BasisOf(scenario, outcomes),
            ranked,
            Greedy(request, scenario, ranked, outcomes.Count),
            Verdict(ranked, BootOutcome.Of(outcomes, outcomes[scenario], scenario))
        );
    }

    /// <summary>Whether an overlay concerns this architecture and is not there yet.</summary>
    private static bool IsOpen(Overlay overlay, Scenario scenario) =>
        overlay.IsImprovement
        && (overlay.Only is null || overlay.Only == scenario.Machine.Architecture)
        && overlay.Apply(scenario.Kernel) != scenario.Kernel;

    /// <summary>What each overlay alone gains.</summary>
    private static (PairedOutcomes, IEnumerable<OverlayGain>) Gains(
        AnswerRequest request,
        ReplicationPlan plan,
        Scenario scenario,
        IEnumerable<Overlay> overlays
    )
    {
        List<(Overlay Overlay, Scenario With)> candidates =
        [
            .. overlays.Select(o => (o, With(scenario, [o]))),
        ];
        PairedOutcomes outcomes = request.Work.Part(
            OneStep,
            () => request.Run(plan, [scenario, .. candidates.Select(c => c.With)])
        );
        return (
            outcomes,
            candidates.Select(c => new OverlayGain(c.Overlay, outcomes.Pair(scenario, c.With)))
        );
    }

    /// <summary>
    /// Takes the best overlay, then the best one on top of it, and so on. The first is that of the overlays alone; each later one is
    /// chosen on the first look's replications, as many as rank paired differences, and then run as often as the rest.
    /// </summary>
    private static List<OverlayGain> Greedy(
        AnswerRequest request,
        Scenario scenario,
        List<OverlayGain> ranked,
        int replications
    )
    {
        var steps = new List<OverlayGain>();
        List<Overlay> left = [.. ranked.Select(s => s.Overlay)];
        OverlayGain? best = ranked.FirstOrDefault();
        while (best is not null && best.SavedMs.Median >= WorthwhileMs)
        {
            steps.Add(best);
            left.Remove(best.Overlay);
            Scenario taken = With(scenario, steps.Select(s => s.Overlay));
            best = Best(Math.Min(replications, StoppingRule.First), left) is { } next
                ? Best(replications, [next.Overlay])
                : null;

            OverlayGain? Best(int runs, List<Overlay> candidates) =>
                Gains(request, request.Plan with { Replications = runs }, taken, candidates)
                    .Item2.MaxBy(s => s.SavedMs.Median);
        }

        return steps;
    }

    private static Scenario With(Scenario scenario, IEnumerable<Overlay> overlays) =>
        scenario with
        {
            Kernel = overlays.Aggregate(scenario.Kernel, (k, o) => o.Apply(k)),
        };

    private static string Verdict(List<OverlayGain> ranked, BootOutcome asItStands)
    {
        string verdict =
            ranked.Count == 0 || ranked[0].SavedMs.Median < WorthwhileMs
                ? "No overlay would shorten the downtime of this scenario."
                : $"{ranked[0].Name} first: it alone saves "
                    + $"{Numbers.WithRange(ranked[0].SavedMs)} ms of downtime.";
        if (asItStands.Ok >= 1)
        {
            return verdict;
        }

        string[] cures = [.. ranked.Where(s => s.BootsMore > 0).Select(s => s.Name)];
        string take = cures.Length == 0 ? "." : $". Take {string.Join(" or ", cures)} with it.";
        string stands = asItStands.Uncertain > 0 ? "may not boot" : "does not boot";
        return $"{verdict} But as it stands the new kernel {stands}: {asItStands.Reason}{take}";
    }
}
