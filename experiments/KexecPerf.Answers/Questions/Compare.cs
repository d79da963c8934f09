using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>Two scenarios side by side, each as it is loaded, with the same draws.</summary>
internal static class Compare
{
    public static Document Answer(AnswerRequest request, Scenario a, Scenario b)
    {
        PairedOutcomes outcomes = request.Run(a, b);
        var comparison = new Comparison(outcomes, 0, 1);
        BootOutcome bootA = BootOutcome.Of(outcomes, 0, a);
        BootOutcome bootB = BootOutcome.Of(outcomes, 1, b);
        Interval saved = comparison.SavedMs;
        string verdict = comparison.Same
            ? "a and b are the same (exactly 1x, 0 ms)."
            : $"b saves {Numbers.WithRange(saved)} ms over a: switch {Numbers.Ratio(comparison.Speedup(o => o.Switch))}, "
                + $"hot phase {Numbers.Ratio(comparison.Speedup(o => o.HotPhase))}, "
                + $"downtime {Numbers.Ratio(comparison.Speedup(o => o.Downtime))}.";
        string? first = MeasureFirst.Of(
            a,
            outcomes,
            r => (outcomes[0, r].Downtime - outcomes[1, r].Downtime).TotalMilliseconds
        );
        JsonObject json = Common.Head("compare", "compare", request, a, outcomes);
        json["a"] = Side(a, bootA);
        json["b"] = Side(b, bootB);
        json["boot_outcome"] = bootB.Json();
        ComparisonJson.Add(json, comparison, "a", "b");
        Common.AddTail(json, verdict, request, a);
        return new Document(
            "kexecperf compare: a against b",
            "simulated",
            [
                new Paragraph("a: " + Describe(a), 3),
                new Paragraph("b: " + Describe(b), 3),
                new Gap(),
                ComparisonTables.Savings([("b over a", comparison, bootB.Word)]),
                new Gap(),
                ComparisonTables.Phases(outcomes, [("a", 0), ("b", 1)]),
                new Gap(),
                new Paragraph(verdict, 2),
                .. Reasons(bootA, bootB).Select(n => (Block)new Paragraph(n, 2)),
                .. Common.Tail(request, a, outcomes, first),
            ],
            [ComparisonJson.Header, .. ComparisonJson.Rows("compare", comparison, "a", "b")],
            json
        );
    }

    private static IEnumerable<string> Reasons(BootOutcome a, BootOutcome b)
    {
        if (a.Ok < 1)
        {
            yield return "a: " + a.Reason;
        }

        if (b.Ok < 1)
        {
            yield return "b: " + b.Reason;
        }
    }

    private static JsonObject Side(Scenario s, BootOutcome boot) =>
        new()
        {
            ["machine"] = s.Machine.Name,
            ["kernel_version"] = s.Kernel.Name,
            ["cma_area_bytes"] = s.Memory.CmaArea.Bytes,
            ["memsz_bytes"] = s.Image.Memsz.Bytes,
            ["boot_outcome"] = boot.Json(),
        };

    private static string Describe(Scenario s) =>
        $"{s.Machine.Name}, {s.Machine.Cpus} CPUs, kernel {s.Kernel.Name}, image {s.Image.Memsz}, "
        + $"CMA area {s.Memory.CmaArea}{(s.Kho ? ", KHO" : "")}{(s.ClassicSyscall ? ", kexec_load" : "")}";
}
