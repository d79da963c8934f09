using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>"What dominates?": the phases of the scenario as it is loaded, largest first, with their share of the downtime.</summary>
internal static class WhatDominates
{
    public const string Question = "what-dominates";

    public static Document Answer(AnswerRequest request)
    {
        Scenario scenario = request.Scenario;
        PairedOutcomes outcomes = request.Run(scenario.PageListSide(), scenario);
        List<Ranked> ranked =
        [
            .. PhaseNames
                .All.Select(p => new Ranked(outcomes, p))
                .OrderByDescending(r => r.Cma.Median),
        ];
        Ranked hot = ranked.First(r => r.Phase.InHotPhase());
        string verdict =
            FormattableString.Invariant(
                $"{ComparisonTables.Name(hot.Phase)} dominates the hot phase: {hot.ShareOfHotPhase * 100:0} % of it, "
            ) + $"{Numbers.WithRange(hot.Cma)} ms.";
        string? first = MeasureFirst.Of(
            scenario,
            outcomes,
            r => outcomes[1, r].HotPhase.TotalMilliseconds
        );
        return new Document(
            "kexecperf answer: what dominates?",
            "simulated",
            [
                .. Common.Setting(scenario),
                new Gap(),
                new Paragraph(verdict, 2),
                new Gap(),
                Table(ranked),
                new Gap(),
                .. Common.Tail(request, scenario, outcomes, first),
            ],
            [
                ["phase", "page_list_ms", "cma_ms", "share_of_downtime_percent"],
                .. ranked.Select(r =>
                    (string[])
                        [
                            r.Phase.Key(),
                            Numbers.Csv(r.PageList.Median),
                            Numbers.Csv(r.Cma.Median),
                            Numbers.Csv(r.Share * 100),
                        ]
                ),
            ],
            Json(request, scenario, outcomes, ranked, verdict)
        );
    }

    private static Table Table(List<Ranked> ranked) =>
        new(
            ["phase, ms", "page list", "as loaded", "of downtime"],
            [
                .. ranked
                    .Where(r => r.PageList.High > 0 || r.Cma.High > 0)
                    .Select(r =>
                        (string[])
                            [
                                ComparisonTables.Name(r.Phase),
                                Numbers.WithRange(r.PageList),
                                Numbers.WithRange(r.Cma),
                                FormattableString.Invariant($"{r.Share * 100:0.0} %"),
                            ]
                    ),
            ]
        );

    private static JsonObject Json(
        AnswerRequest request,
        Scenario scenario,
        PairedOutcomes outcomes,
        List<Ranked> ranked,
        string verdict
    )
    {
        JsonObject json = Common.Head("answer", Question, request, scenario, outcomes);
        json["phases"] = new JsonArray([
            .. ranked.Select(r =>
                (JsonNode)
                    new JsonObject
                    {
                        ["name"] = r.Phase.Key(),
                        ["page_list_ms"] = Numbers.Json(r.PageList),
                        ["cma_ms"] = Numbers.Json(r.Cma),
                        ["share_of_downtime_percent"] = Numbers.Rounded(r.Share * 100),
                    }
            ),
        ]);
        json["dominated_by"] = ranked.First(r => r.Phase.InHotPhase()).Phase.Key();
        Common.AddTail(json, verdict, request, scenario);
        return json;
    }

    /// <summary>A phase with what it takes on both sides.</summary>
    private sealed class Ranked(PairedOutcomes outcomes, Phase phase)
    {
        public Phase Phase => phase;

        public Interval PageList { get; } = outcomes.Milliseconds(0, o => o[phase]);

        public Interval Cma { get; } = outcomes.Milliseconds(1, o => o[phase]);

        public double Share => Cma.Median / outcomes.Milliseconds(1, o => o.Downtime).Median;

        public double ShareOfHotPhase =>
            Cma.Median / outcomes.Milliseconds(1, o => o.HotPhase).Median;
    }
}
