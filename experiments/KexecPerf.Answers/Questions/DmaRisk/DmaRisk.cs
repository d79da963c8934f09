using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Dma;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>
/// "Is stray DMA known to be a problem?": the probability that a device which goes on writing damages the new image, by placement and kernel,
/// what of it the hash finds, and what each mitigation buys. Nobody has published a rate, so the range over the assumptions is the answer.
/// </summary>
internal static class DmaRisk
{
    public const string Question = "dma-risk";

    public static Document Answer(AnswerRequest request)
    {
        Scenario scenario = Roomy(request.Scenario);
        List<Line> placements = Placements(scenario);
        List<Line> mitigations = Mitigations(scenario);
        var risks = DmaRuns.Of(
            request,
            [.. placements.Concat(mitigations).Select(l => l.Scenario)]
        );
        List<RiskRow> rows =
        [
            .. placements.Select((l, i) => new RiskRow(l.Name, l.Key, l.Scenario, risks, i)),
        ];
        List<RiskRow> buys =
        [
            .. mitigations.Select(
                (l, i) => new RiskRow(l.Name, l.Key, l.Scenario, risks, placements.Count + i)
            ),
        ];
        (string Path, double Rank)? matters = DmaRuns.MattersMost(request, scenario, risks);
        string verdict = Verdict(scenario, rows);
        return new Document(
            "kexecperf answer: is stray DMA a problem?",
            "simulated",
            [
                new Paragraph(verdict, 2),
                new Gap(),
                .. Common.Setting(scenario),
                new Gap(),
                DmaTables.Placements(rows),
                new Gap(),
                DmaTables.Devices(scenario, risks),
                new Gap(),
                DmaTables.Mitigations(rows[0], buys),
                new Gap(),
                .. DmaTables.Notes(scenario, rows, matters),
                .. Assumptions(scenario).Select(a => new Paragraph("* " + a, 2)),
                new Gap(),
                new Paragraph("Not covered: " + string.Join("; ", Envelope(scenario)) + ".", 2),
                new Paragraph(
                    FormattableString.Invariant(
                        $"Monte Carlo error of the first median {risks.ErrorPercent:0.0} % ({risks.Count} runs)."
                    ),
                    2
                ),
                new CommandLine("Reproduce:", request.Command),
            ],
            [RiskRow.Header, .. rows.Concat(buys).Select(r => r.Cells())],
            Json(request, scenario, risks, rows, buys, matters, verdict)
        );
    }

    /// <summary>An area that holds the image, where there is none: the question is what it would change.</summary>
    private static Scenario Roomy(Scenario s)
    {
        long needed = 2 * s.Image.Memsz.Bytes + (4 << 20);
        return s.Memory.CmaArea.Bytes >= needed || needed > s.Memory.Ram.Bytes / 2
            ? s
            : s with
            {
                Memory = s.Memory with { CmaArea = new ByteSize(needed) },
            };
    }

    private static List<Line> Placements(Scenario s)
    {
        KernelFeatures later = KernelFeatures.For("7.3", s.Machine.Architecture);
        bool isLater = s.Kernel.Version.Has(7, 3);
        var kernels = new List<KernelFeatures>
        {
            isLater ? KernelFeatures.For("7.2", s.Machine.Architecture) : s.Kernel,
            isLater ? s.Kernel : later,
        };
        long kernelBytes = s.Image.Segments.Where(x => x.Name != "initrd").Sum(x => x.Memsz.Bytes);
        var lines = new List<Line>();
        foreach (KernelFeatures kernel in kernels)
        {
            Scenario Base(bool cma, long area) =>
                s with
                {
                    Kho = false,
                    Kernel = kernel with { CmaPlacement = cma && kernel.CmaPlacement },
                    Memory = s.Memory with { CmaArea = new ByteSize(area) },
                };
            long all = s.Memory.CmaArea.Bytes;
            string v = kernel.Version.ToString();
            lines.Add(new($"page list, {v}", $"page-list-{v}", Base(false, all)));
            if (kernel.CmaPlacement)
            {
                lines.Add(
                    new($"kernel in CMA, {v}", $"mixed-{v}", Base(true, kernelBytes + (2 << 20)))
                );
                lines.Add(new($"CMA, {v}", $"cma-{v}", Base(true, all)));
            }

            if (kernel.KexecHandover)
            {
                lines.Add(
                    new($"KHO scratch, {v}", $"kho-{v}", Base(false, all) with { Kho = true })
                );
            }
        }

        return lines;
    }

    private static List<Line> Mitigations(Scenario s)
    {
        Scenario list = Placements(s)[0].Scenario;
        Scenario With(DmaPolicy policy) => list with { Dma = list.Dma with { Policy = policy } };
        DmaPolicy now = list.Dma.Policy;
        var lines = new List<Line>
        {
            new(
                "Bus Master left on",
                "bus-master-left-on",
                With(now with { ClearBusMaster = false })
            ),
            new("IOMMU kept on", "iommu", With(now with { Iommu = true })),
            new(
                "5 ms of sleep before the copy",
                "sleep-5ms",
                With(now with { SleepPs = now.SleepPs + 5 * 1_000_000_000L })
            ),
        };
        if (s.Machine.Architecture == Architecture.X86_64)
        {
            lines.Add(
                new(
                    "no digest",
                    "no-digest",
                    list with
                    {
                        Kernel = list.Kernel with { NoDigest = true },
                    }
                )
            );
        }

        return lines;
    }

    private static string Verdict(Scenario scenario, List<RiskRow> rows)
    {
        RiskRow list = rows[0];
        bool arm64 = scenario.Machine.Architecture == Architecture.Arm64;
        string how =
            list.Any.Median <= 0 ? "No: nothing assumed here writes into a page list's image"
            : list.Any.Median < 1e-6
                ? $"Hardly: with a page list a stray write damages {Chances.OneIn(list.Any.Median)} kexecs"
            : $"Yes, rarely: with a page list a stray write damages {Chances.OneIn(list.Any.Median)} kexecs";
        string range =
            list.Any.Median > 0
                ? $", {Chances.OneIn(list.Any.Low)} to {Chances.OneIn(list.Any.High)} over what is assumed"
                : "";
        string found =
            list.Any.Median <= 0 ? ""
            : arm64 ? ", and always UNDETECTED, since arm64 hashes nothing"
            : FormattableString.Invariant(
                $", of which the hash finds {100 * list.DetectedShare:0.#} % and the rest is silent"
            );
        bool clean = rows.Where(r => r.Key.StartsWith("cma-", StringComparison.Ordinal))
            .All(r => r.Any.High <= 0);
        string cma = clean
            ? "; in CMA and KHO scratch none, since no device was given those pages"
            : "; in CMA only through pages freed while a device wrote";
        return how + range + found + cma + ".";
    }

    /// <summary>What was assumed of the devices, each with its source.</summary>
    private static List<string> Assumptions(Scenario scenario)
    {
        var list = new List<string>();
        foreach (DmaDevice d in StrayRunner.Devices(scenario))
        {
            foreach ((string name, Quantity q) in d.Quantities.Where(q => q.Quantity.High > 0))
            {
                string range =
                    q.Low == q.High
                        ? Chances.Plain(q.Value)
                        : $"{Chances.Plain(q.Value)} [{Chances.Plain(q.Low)}, {Chances.Plain(q.High)}]";
                string unit = name == "drain" ? " ps" : "";
                list.Add(
                    $"dma.{d.Name}.{name} = {range}{unit} ({Common.Word(q.Evidence)}): {q.Source}"
                );
            }
        }

        list.Add("a device's pages lie anywhere in RAM outside the CMA area (assumed)");
        return list;
    }

    private static List<string> Envelope(Scenario scenario) =>
        [
            "memory outside the image, which the next kernel hands out and which is as exposed with every placement",
            "writes to a device's pages that moved, DMA through stale IOMMU entries to other addresses",
            "what a damaged byte does: it may never be read",
            .. scenario.Machine.Architecture == Architecture.X86_64
                ? ["text and data are told apart by content and padding of the compressed kernel"]
                : (string[])["text and data are told apart by content and padding of the Image"],
            "crash kernels, confidential guests",
        ];

    private static JsonObject Json(
        AnswerRequest request,
        Scenario scenario,
        DmaRuns risks,
        List<RiskRow> rows,
        List<RiskRow> buys,
        (string Path, double Rank)? matters,
        string verdict
    )
    {
        JsonObject json = Common.Head("answer", Question, request, scenario, null);
        json["replications"] = risks.Count;
        json["monte_carlo_error_percent"] = Numbers.Rounded(risks.ErrorPercent);
        json["placements"] = new JsonArray([.. rows.Select(r => (JsonNode)r.Json())]);
        json["devices"] = DmaTables.DevicesJson(scenario, risks);
        json["mitigations"] = new JsonArray([.. buys.Select(r => (JsonNode)r.Json())]);
        json["matters_most"] = matters?.Path;
        json["verdict"] = verdict;
        json["assumptions"] = JsonTexts.Of([
            .. request.Remarks.Select(r => $"{r.About}: {r.Text}"),
            .. Assumptions(scenario),
            .. Caveats.Assumptions(scenario),
        ]);
        json["envelope"] = JsonTexts.Of(Envelope(scenario));
        json["reproduce"] = request.Command;
        return json;
    }

    /// <summary>A line before it is run.</summary>
    private sealed record Line(string Name, string Key, Scenario Scenario);
}
