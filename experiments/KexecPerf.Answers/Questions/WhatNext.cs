using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// "What next?": what settings and releases take off this machine's downtime, step by step; then
/// what each overlay alone would, ranked, and the best order to take them in, one after the other
/// (greedy), with what makes it boot last.
/// </summary>
internal static class WhatNext
{
    public const string Question = "what-next";

    /// <summary>The last release whose features are known.</summary>
    private const string Latest = "7.3";

    /// <summary>
    /// No more runs than this unless a number is asked for: differences are paired, and a dozen overlays on hundreds of CPUs are
    /// many scenarios.
    /// </summary>
    private const int Most = 512;

    /// <summary>Of what is left: each step of the order is shorter than the one before.</summary>
    private const double OneStep = 0.4;

    public static WhatNextAnswer Answer(AnswerRequest request)
    {
        ReplicationPlan plan = request.Plan with { Most = Most, Span = PhaseSpan.Downtime };
        List<StepGain> steps = Steps(request, plan);
        request = request.OfBestRow();
        Scenario scenario = request.Scenario;
        (PairedOutcomes outcomes, IEnumerable<OverlayGain> gains) = Gains(
            request,
            plan,
            scenario,
            Overlays.All.Where(o => IsOpen(o, scenario))
        );
        List<OverlayGain> ranked = [.. gains.OrderByDescending(g => g.SavedMs.Median)];
        return new WhatNextAnswer(
            request.BasisOf(scenario, outcomes),
            steps,
            ranked,
            Greedy(request, scenario, ranked, outcomes.Count),
            Verdict(steps, ranked, BootOutcome.Of(outcomes, scenario))
        );
    }

    /// <summary>What each setting and release saves with those before it.</summary>
    private static List<StepGain> Steps(AnswerRequest request, ReplicationPlan plan)
    {
        IReadOnlyList<ScenarioRow> rows = HostRows.Of(request).All;
        PairedOutcomes outcomes = request.Run(plan, [.. rows.Select(r => r.Scenario)]);
        return
        [
            .. rows.Skip(1)
                .Select(r => new StepGain(r, outcomes.Pair(request.Scenario, r.Scenario))),
        ];
    }

    /// <summary>Whether a release has it.</summary>
    private static bool IsReleased(Overlay overlay, Scenario scenario)
    {
        KernelFeatures latest = KernelFeatures.For(Latest, scenario.Machine.Architecture);
        return overlay.Apply(latest) == latest;
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
            candidates.Select(c => new OverlayGain(
                c.Overlay,
                IsReleased(c.Overlay, scenario),
                outcomes.Pair(scenario, c.With)
            ))
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
        while (best is not null && best.SavedMs.Median >= Savings.WorthwhileMs)
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

        steps.AddRange(Cure());
        return steps;

        // What saves no time, and without which the order would end in a kernel that does not boot.
        IEnumerable<OverlayGain> Cure() =>
            ranked.Exists(g => g.BootsMore > 0)
            && (steps.Count == 0 || steps[^1].BootOutcome.Ok < 1)
                ? Gains(
                    request,
                    request.Plan with
                    {
                        Replications = replications,
                    },
                    With(scenario, steps.Select(s => s.Overlay)),
                    left
                )
                    .Item2.Where(g => g.BootsMore > 0)
                    .OrderByDescending(g => g.BootsMore)
                    .Take(1)
                : [];
    }

    private static Scenario With(Scenario scenario, IEnumerable<Overlay> overlays) =>
        scenario with
        {
            Kernel = overlays.Aggregate(scenario.Kernel, (k, o) => o.Apply(k)),
        };

    private static string Verdict(
        List<StepGain> steps,
        List<OverlayGain> ranked,
        BootOutcome asItStands
    )
    {
        StepGain? best = steps
            .Where(s => s.BootOutcome.Ok >= 1 && s.SavedMs.Median >= Savings.WorthwhileMs)
            .MaxBy(s => s.SavedMs.Median);
        string names = string.Join(
            " ",
            steps.TakeWhile(s => s != best).Append(best).Select(s => s?.Name)
        );
        string there = best is null
            ? ""
            : $"With what there is ({names}) it boots and saves "
                + $"{Numbers.WithRange(best.SavedMs)} ms of downtime. ";
        // Beside what there is only what nobody has released is worth a word.
        OverlayGain? first = ranked.Find(g => best is null || !g.IsReleased);
        string overlay =
            first is null || first.SavedMs.Median < Savings.WorthwhileMs
                ? "No overlay would shorten the downtime of this scenario."
                : (best is null ? "" : "Of proposals ")
                    + $"{first.Name} first: it alone saves "
                    + $"{Numbers.WithRange(first.SavedMs)} ms of downtime.";
        string[] cures = [.. ranked.Where(s => s.BootsMore > 0).Select(s => s.Name)];
        string take =
            asItStands.Ok >= 1 || cures.Length == 0
                ? ""
                : $" Take {string.Join(" or ", cures)} with it, which makes it boot.";
        return there + overlay + take;
    }
}
