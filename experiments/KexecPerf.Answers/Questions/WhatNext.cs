using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
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

    public static Document Answer(AnswerRequest request)
    {
        Scenario scenario = request.Scenario;
        List<Overlay> overlays = [.. Overlays.All.Where(o => IsOpen(o, scenario))];
        ReplicationPlan plan = request.Plan with { Most = Most, Watched = o => o.Downtime };
        PairedOutcomes alone = request.Run(
            plan,
            [scenario, .. overlays.Select(o => With(scenario, [o]))]
        );
        List<Step> ranked =
        [
            .. overlays
                .Select((o, i) => new Step(o, alone, i + 1))
                .OrderByDescending(s => s.Saved.Median),
        ];
        List<Step> greedy = Greedy(request, scenario, ranked, alone.Count);
        string verdict =
            ranked.Count == 0 || ranked[0].Saved.Median < WorthwhileMs
                ? "No overlay would shorten the downtime of this scenario."
                : $"{ranked[0].Overlay.Name} first: it alone saves {Numbers.WithRange(ranked[0].Saved)} ms of downtime.";
        if (alone.Share(0, o => o.Boots) < 1)
        {
            string[] cures = [.. ranked.Where(s => s.BootsMore > 0).Select(s => s.Overlay.Name)];
            verdict +=
                " But as it stands the new kernel does not boot: "
                + BootOutcome.Of(alone, 0, scenario).Reason
                + (cures.Length == 0 ? "." : $". Take {string.Join(" or ", cures)} with it.");
        }

        return new Document(
            "kexecperf answer: what next?",
            "simulated",
            [
                .. Common.Setting(scenario),
                new Gap(),
                new Paragraph(verdict, 2),
                new Gap(),
                Table("overlay alone", ranked),
                new Gap(),
                Table("best order", greedy),
                new Gap(),
                new Paragraph("Sources:"),
                .. ranked.Select(s =>
                    (Block)
                        new Paragraph(
                            $"  {s.Overlay.Name}: {s.Overlay.Meaning}; {s.Overlay.Source}",
                            4
                        )
                ),
                .. Common.Tail(request, scenario, alone, null),
            ],
            [
                [
                    "order",
                    "rank",
                    "overlay",
                    "saved_ms_median",
                    "saved_ms_low",
                    "saved_ms_high",
                    "source",
                ],
                .. Rows("alone", ranked),
                .. Rows("greedy", greedy),
            ],
            Json(request, scenario, alone, ranked, greedy, verdict)
        );
    }

    /// <summary>Whether an overlay concerns this architecture and is not there yet.</summary>
    private static bool IsOpen(Overlay overlay, Scenario scenario) =>
        overlay.IsImprovement
        && (overlay.Only is null || overlay.Only == scenario.Machine.Architecture)
        && overlay.Apply(scenario.Kernel) != scenario.Kernel;

    /// <summary>
    /// Takes the best overlay, then the best one on top of it, and so on. The first is that of the overlays alone; each later one is
    /// chosen on the first look's replications, as many as rank paired differences, and then run as often as the rest.
    /// </summary>
    private static List<Step> Greedy(
        AnswerRequest request,
        Scenario scenario,
        List<Step> ranked,
        int replications
    )
    {
        var steps = new List<Step>();
        List<Overlay> left = [.. ranked.Select(s => s.Overlay)];
        Step? best = ranked.FirstOrDefault();
        while (best is not null && best.Saved.Median >= WorthwhileMs)
        {
            steps.Add(best);
            left.Remove(best.Overlay);
            Scenario taken = With(scenario, steps.Select(s => s.Overlay));
            best = Best(Math.Min(replications, StoppingRule.First), left) is { } next
                ? Best(replications, [next.Overlay])
                : null;

            Step? Best(int runs, List<Overlay> candidates)
            {
                PairedOutcomes outcomes = request.Run(
                    request.Plan with
                    {
                        Replications = runs,
                    },
                    [taken, .. candidates.Select(o => With(taken, [o]))]
                );
                return candidates
                    .Select((o, i) => new Step(o, outcomes, i + 1))
                    .MaxBy(s => s.Saved.Median);
            }
        }

        return steps;
    }

    private static Scenario With(Scenario scenario, IEnumerable<Overlay> overlays) =>
        scenario with
        {
            Kernel = overlays.Aggregate(scenario.Kernel, (k, o) => o.Apply(k)),
        };

    private static Table Table(string caption, List<Step> steps) =>
        new(
            [caption, "saves ms of downtime", "boots"],
            [
                .. steps.Select(
                    (s, i) =>
                        (string[])
                            [
                                $"{i + 1}. {s.Overlay.Name}",
                                Numbers.WithRange(s.Saved),
                                s.BootsMore > 0 ? "cured" : "",
                            ]
                ),
            ]
        );

    private static IEnumerable<string[]> Rows(string order, List<Step> steps) =>
        steps.Select(
            (s, i) =>
                (string[])
                    [
                        order,
                        FormattableString.Invariant($"{i + 1}"),
                        s.Overlay.Name,
                        Numbers.Csv(s.Saved.Median),
                        Numbers.Csv(s.Saved.Low),
                        Numbers.Csv(s.Saved.High),
                        s.Overlay.Source,
                    ]
        );

    private static JsonObject Json(
        AnswerRequest request,
        Scenario scenario,
        PairedOutcomes outcomes,
        List<Step> ranked,
        List<Step> greedy,
        string verdict
    )
    {
        JsonObject json = Common.Head("answer", Question, request, scenario, outcomes);
        json["alone"] = Steps(ranked);
        json["greedy"] = Steps(greedy);
        Common.AddTail(json, verdict, request, scenario);
        return json;
    }

    private static JsonArray Steps(List<Step> steps) =>
        [
            .. steps.Select(s =>
                (JsonNode)
                    new JsonObject
                    {
                        ["overlay"] = s.Overlay.Name,
                        ["meaning"] = s.Overlay.Meaning,
                        ["source"] = s.Overlay.Source,
                        ["saved_ms"] = Numbers.Json(s.Saved),
                        ["boots_more_often_percent"] = Numbers.Rounded(100 * s.BootsMore),
                    }
            ),
        ];

    /// <summary>An overlay, what it takes off the downtime, and how much more often the kernel boots.</summary>
    private sealed class Step(Overlay overlay, PairedOutcomes outcomes, int side)
    {
        public Overlay Overlay => overlay;

        public Interval Saved { get; } = outcomes.Difference(0, side, o => o.Downtime);

        public double BootsMore { get; } =
            outcomes.Share(side, o => o.Boots) - outcomes.Share(0, o => o.Boots);
    }
}
