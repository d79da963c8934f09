using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// "Would it be more efficient to zero the remainder after performing the copy?": the three policies the patch had or was asked for, what each
/// stores and takes at load, and what follows from padding that nobody zeroed, in an area that was used before.
/// </summary>
internal static class Zeroing
{
    public const string Question = "zeroing";

    public static Document Answer(AnswerRequest request)
    {
        Scenario scenario = Roomy(request.Scenario);
        List<Policy> policies = Policies(scenario);
        PairedOutcomes outcomes = request.Run([.. policies.Select(p => p.Scenario)]);
        for (int i = 0; i < policies.Count; i++)
        {
            policies[i].Boot = BootOutcome.Of(outcomes, i, policies[i].Scenario);
        }

        Interval saved = outcomes.Difference(0, 1, o => o.Load.Zeroing);
        string verdict = Verdict(outcomes, policies, saved, request.Scenario);
        return new Document(
            "kexecperf answer: zero the remainder after the copy?",
            "simulated",
            [
                .. Common.Setting(scenario),
                new Gap(),
                new Paragraph(verdict, 2),
                new Gap(),
                Table(outcomes, policies),
                new Gap(),
                .. Reasons(policies).Select((r, i) => new Paragraph($"[{i + 1}] {r}", 4)),
                new Paragraph(
                    "All of this is load time, none of it downtime. Rows as merged and before: init_on_alloc off, area used before.",
                    2
                ),
                .. Common.Tail(request, scenario, outcomes, null),
            ],
            [
                [
                    "policy",
                    "zeroed_bytes",
                    "copied_bytes",
                    "stale_bytes",
                    "zeroing_ms",
                    "load_ms",
                    "boots",
                ],
                .. policies.Select((p, i) => Row(outcomes, p, i)),
            ],
            Json(request, scenario, outcomes, policies, saved, verdict)
        );
    }

    /// <summary>Without an area there is nothing to zero in it: one that holds everything is assumed then.</summary>
    private static Scenario Roomy(Scenario s) =>
        s.Memory.CmaArea.Bytes > 0
            ? s
            : s with
            {
                Memory = s.Memory with
                {
                    CmaArea = ByteSize.FromMiB((long)(s.Image.Memsz.TotalMiB * 2) + 4),
                },
            };

    private static List<Policy> Policies(Scenario s)
    {
        Scenario dirty = s with { InitOnAlloc = false, Memory = s.Memory with { CmaDirty = true } };
        Scenario With(Func<KernelFeatures, KernelFeatures> change) =>
            dirty with
            {
                Kernel = change(dirty.Kernel with { TailZeroing = false, MemsetFirst = false }),
            };
        return
        [
            new("memset first (v1)", "memset-first", With(k => k with { MemsetFirst = true })),
            new("zero the remainder", "zero-tail", With(k => k with { TailZeroing = true })),
            new("as merged", "as-merged", With(k => k)),
            new("merged, init_on_alloc", "init-on-alloc", With(k => k) with { InitOnAlloc = true }),
            new("page list", "page-list", With(k => k).PageListSide()),
        ];
    }

    private static string Verdict(
        PairedOutcomes outcomes,
        List<Policy> policies,
        Interval saved,
        Scenario scenario
    )
    {
        HotPhaseOutcome first = outcomes[0, 0];
        HotPhaseOutcome tail = outcomes[1, 0];
        HotPhaseOutcome merged = outcomes[2, 0];
        if (!merged.AnyInCma)
        {
            return "It makes no difference here: no segment gets into CMA.";
        }

        double fewer = MiB(first.Load.Zeroed) - MiB(tail.Load.Zeroed);
        string gain = FormattableString.Invariant(
            $"Yes: {fewer:0.0} MiB less to zero, {Numbers.WithRange(saved)} ms of load, never of downtime. "
        );
        string stale = FormattableString.Invariant(
            $"What was merged zeroes nothing: {MiB(merged.Load.NotZeroed):0.0} MiB stay stale"
        );
        string consequence =
            policies[2].Boot!.PurgatoryHang > 0 ? ", and in an area used before the purgatory hangs"
            : scenario.Kernel.SkipDigest || merged[Phase.Purgatory] == SimTime.Zero
                ? ", which reach the next kernel unchecked (harmless where it clears its own bss)"
            : "";
        return gain + stale + consequence + ".";
    }

    private static Table Table(PairedOutcomes outcomes, List<Policy> policies) =>
        new(
            ["", "zeroed", "stale", "zeroing ms", "load ms", "boots"],
            [
                .. policies.Select(
                    (p, i) =>
                        (string[])
                            [
                                p.Name,
                                Short(outcomes[i, 0].Load.Zeroed),
                                Short(outcomes[i, 0].Load.NotZeroed),
                                Numbers.WithRange(outcomes.Milliseconds(i, o => o.Load.Zeroing)),
                                Numbers.Short(outcomes.Milliseconds(i, o => o.Load.Total).Median),
                                p.Boot!.Ok < 1
                                    ? $"{p.Boot.Word} [{Reasons(policies).IndexOf(p.Boot.Reason) + 1}]"
                                    : p.Boot.Word,
                            ]
                ),
            ]
        );

    private static List<string> Reasons(List<Policy> policies) =>
        [.. policies.Where(p => p.Boot!.Ok < 1).Select(p => p.Boot!.Reason).Distinct()];

    private static string[] Row(PairedOutcomes outcomes, Policy p, int i) =>
        [
            p.Key,
            Numbers.Csv(outcomes[i, 0].Load.Zeroed.Bytes),
            Numbers.Csv(outcomes[i, 0].Load.Copied.Bytes),
            Numbers.Csv(outcomes[i, 0].Load.NotZeroed.Bytes),
            Numbers.Csv(outcomes.Milliseconds(i, o => o.Load.Zeroing).Median),
            Numbers.Csv(outcomes.Milliseconds(i, o => o.Load.Total).Median),
            p.Boot!.Word,
        ];

    private static JsonObject Json(
        AnswerRequest request,
        Scenario scenario,
        PairedOutcomes outcomes,
        List<Policy> policies,
        Interval saved,
        string verdict
    )
    {
        JsonObject json = Common.Head("answer", Question, request, scenario, outcomes);
        json["policies"] = new JsonArray([
            .. policies.Select(
                (p, i) =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["name"] = p.Key,
                            ["zeroed_bytes"] = outcomes[i, 0].Load.Zeroed.Bytes,
                            ["copied_bytes"] = outcomes[i, 0].Load.Copied.Bytes,
                            ["stale_bytes"] = outcomes[i, 0].Load.NotZeroed.Bytes,
                            ["zeroing_ms"] = Numbers.Json(
                                outcomes.Milliseconds(i, o => o.Load.Zeroing)
                            ),
                            ["load_phase_ms"] = Numbers.Json(
                                outcomes.Milliseconds(i, o => o.Load.Total)
                            ),
                            ["boot_outcome"] = p.Boot!.Json(),
                        }
            ),
        ]);
        json["remainder_saves_ms"] = Numbers.Json(saved);
        Common.AddTail(json, verdict, request, scenario);
        return json;
    }

    private static double MiB(ByteSize size) => size.Bytes / 1048576.0;

    private static string Short(ByteSize size) => Numbers.Short(MiB(size)) + " MiB";

    /// <summary>One way to zero.</summary>
    private sealed class Policy(string name, string key, Scenario scenario)
    {
        public string Name => name;

        public string Key => key;

        public Scenario Scenario => scenario;

        public BootOutcome? Boot { get; set; }
    }
}
