using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// "How much faster?": the same kexec with its segments in a page list and with what a CMA-enabled load gives. Without
/// options three lines: as shipped, with an area, and with an area on 7.3.
/// </summary>
internal static class HowMuchFaster
{
    public const string Question = "how-much-faster";

    public static Document Answer(AnswerRequest request)
    {
        bool isDefault = request.Settings.Count == 0;
        List<Line> lines = isDefault ? DefaultLines(request.Scenario) : [OneLine(request.Scenario)];
        Line main = isDefault ? lines[1] : lines[0];
        List<Scenario> extras = KhoExtras(request.Scenario);
        PairedOutcomes outcomes = request.Run([
            main.Scenario.PageListSide(),
            .. lines.Select(l => l.Scenario),
            .. lines.Select(l => l.Scenario.PageListSide()),
            .. extras,
        ]);
        int n = lines.Count;
        List<Result> results =
        [
            .. lines.Select((l, i) => new Result(l, new Comparison(outcomes, 1 + n + i, 1 + i))),
        ];
        Result answer = results[lines.IndexOf(main)];
        string? kho = extras.Count == 0 ? null : KhoLine(outcomes, 1 + 2 * n);
        string? first = MeasureFirst.Of(main.Scenario, outcomes, r => Saved(outcomes, answer, r));
        return new Document(
            "kexecperf answer: how much faster is CMA placement?",
            "simulated",
            Blocks(request, outcomes, results, answer, kho, first),
            [
                ComparisonJson.Header,
                .. results.SelectMany(r =>
                    ComparisonJson.Rows(r.Line.Label, r.Comparison, "page_list", "cma")
                ),
            ],
            Json(request, outcomes, results, answer, kho, first)
        );
    }

    private static double Saved(PairedOutcomes outcomes, Result answer, int r) =>
        (outcomes[0, r].Downtime - outcomes[answer.Comparison.B, r].Downtime).TotalMilliseconds;

    private static List<Line> DefaultLines(Scenario scenario)
    {
        Scenario later = scenario with
        {
            Kernel = KernelFeatures.For("7.3", scenario.Machine.Architecture),
        };
        Scenario shipped = scenario with
        {
            Memory = scenario.Memory with { CmaArea = ByteSize.Zero },
        };
        return [new Line("as shipped (no area)", shipped), OneLine(scenario), OneLine(later)];
    }

    private static Line OneLine(Scenario s)
    {
        string area =
            s.Memory.CmaArea.Bytes == 0 ? "no area" : "cma=" + Sizes.Cma(s.Memory.CmaArea);
        string kho = s.Kho ? ", KHO" : "";
        bool overlaid = s.Kernel.Name != s.Kernel.Version.ToString();
        return new Line($"{area}, {s.Kernel.Version}{(overlaid ? "+" : "")}{kho}", s);
    }

    /// <summary>Under KHO: skipping the digest, CMA before scratch, and both.</summary>
    private static List<Scenario> KhoExtras(Scenario s)
    {
        if (!s.Kho || s.ClassicSyscall)
        {
            return [];
        }

        Scenario With(bool skip, bool cma) =>
            s with
            {
                Kernel = s.Kernel with
                {
                    SkipDigest = skip,
                    CmaUnderKho = cma,
                    CmaPlacement = true,
                },
                Memory = s.Memory with
                {
                    CmaArea = cma
                        ? new ByteSize(Math.Max(s.Memory.CmaArea.Bytes, 2 * s.Image.Memsz.Bytes))
                        : s.Memory.CmaArea,
                },
            };
        return [With(false, false), With(true, false), With(true, true)];
    }

    private static string KhoLine(PairedOutcomes outcomes, int plain)
    {
        var digest = outcomes.Difference(plain, plain + 1, o => o.Downtime);
        var cma = outcomes.Difference(plain + 1, plain + 2, o => o.Downtime);
        return $"Under KHO, 7.2 -> 7.3 saves {Numbers.WithRange(digest)} ms (no digest); "
            + $"CMA under KHO would save {Numbers.WithRange(cma)} ms more.";
    }

    private static List<Block> Blocks(
        AnswerRequest request,
        PairedOutcomes outcomes,
        List<Result> results,
        Result answer,
        string? kho,
        string? first
    )
    {
        var notes = new List<string>();
        List<Block> blocks =
        [
            .. Common.Setting(answer.Line.Scenario),
            new Gap(),
            ComparisonTables.Savings([
                .. results.Select(r => (r.Line.Label, r.Comparison, Boots(r, notes))),
            ]),
            new Gap(),
            ComparisonTables.Phases(outcomes, Columns(results)),
            new Gap(),
        ];
        blocks.AddRange(
            results.Where(r => r.Reason is not null).Select(r => Why(r, results.Count))
        );
        if (answer.Comparison.IsMixed)
        {
            blocks.Add(new Paragraph(Verdicts.Mixture(answer.Comparison) + ".", 2));
        }

        if (kho is not null)
        {
            blocks.Add(new Paragraph(kho, 2));
        }

        blocks.AddRange(notes.Select((n, i) => new Paragraph($"[{i + 1}] {n}", 4)));
        blocks.AddRange(
            answer.Line.Scenario.Image.Kernel.Notes.Select(n => new Paragraph("Kernel: " + n, 2))
        );
        blocks.AddRange(Common.Tail(request, answer.Line.Scenario, outcomes, first));
        return blocks;
    }

    private static List<(string, int)> Columns(List<Result> results) =>
        [
            ("page list", 0),
            .. results
                .Where(r => !r.Comparison.Same)
                .Select(r =>
                    (
                        results.Count == 1 ? "CMA" : "CMA " + r.Line.Scenario.Kernel.Version,
                        r.Comparison.B
                    )
                ),
        ];

    /// <summary>Why a line saves what it saves; its figures stand in the table.</summary>
    private static Paragraph Why(Result r, int lines) =>
        new(lines == 1 ? $"Why: {r.Reason}." : $"{r.Line.Label}: {r.Reason}.", 2);

    /// <summary>The cell on booting; a reason becomes a note, the same one only once.</summary>
    private static string Boots(Result r, List<string> notes)
    {
        BootOutcome outcome = r.Boot;
        if (outcome.Ok >= 1)
        {
            return "yes";
        }

        if (!notes.Contains(outcome.Reason))
        {
            notes.Add(outcome.Reason);
        }

        return $"{outcome.Word} [{notes.IndexOf(outcome.Reason) + 1}]";
    }

    private static JsonObject Json(
        AnswerRequest request,
        PairedOutcomes outcomes,
        List<Result> results,
        Result answer,
        string? kho,
        string? first
    )
    {
        Scenario s = answer.Line.Scenario;
        JsonObject json = Common.Head("answer", Question, request, s, outcomes);
        AddResult(json, answer, outcomes);
        Common.AddTail(json, answer.Verdict, request, s);
        json["measure_first"] = first;
        if (kho is not null)
        {
            json["under_kho"] = kho;
        }

        json["scenarios"] = new JsonArray([
            .. results.Select(r =>
            {
                var one = new JsonObject
                {
                    ["name"] = r.Line.Label,
                    ["kernel_version"] = r.Line.Scenario.Kernel.Name,
                    ["cma_area_bytes"] = r.Line.Scenario.Memory.CmaArea.Bytes,
                };
                AddResult(one, r, outcomes);
                one["verdict"] = r.Verdict;
                return (JsonNode)one;
            }),
        ]);
        return json;
    }

    private static void AddResult(JsonObject json, Result r, PairedOutcomes outcomes)
    {
        json["placement"] = new JsonObject
        {
            ["cma_success_probability"] = Numbers.Rounded(r.Comparison.AllInCma),
            ["reason"] = CmaSuccess.Reason(r.Comparison, r.Decision),
        };
        json["boot_outcome"] = r.Boot.Json();
        json["boot_outcome_page_list"] = BootOutcome
            .Of(outcomes, r.Comparison.A, r.Line.Scenario.PageListSide())
            .Json();
        ComparisonJson.Add(json, r.Comparison, "page_list", "cma");
    }

    /// <summary>One line of the answer before it is run.</summary>
    private sealed record Line(string Label, Scenario Scenario);

    /// <summary>One line of the answer: side a is the page list on the same host.</summary>
    private sealed class Result(Line line, Comparison comparison)
    {
        public Line Line => line;

        public Comparison Comparison => comparison;

        public PlacementDecision Decision { get; } = CmaPlacementRules.Decide(line.Scenario);

        public BootOutcome Boot { get; } =
            BootOutcome.Of(comparison.Outcomes, comparison.B, line.Scenario);

        /// <summary>Why, as a clause; null where that is said by another line.</summary>
        public string? Reason { get; } =
            Verdicts.Why(comparison, CmaPlacementRules.Decide(line.Scenario), line.Scenario);

        public string Verdict => Verdicts.HowMuchFaster(Comparison, Decision, Boot, line.Scenario);
    }
}
