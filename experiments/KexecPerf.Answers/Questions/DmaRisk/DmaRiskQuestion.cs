using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Dma;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>
/// "Is stray DMA known to be a problem?": the probability that a device which goes on writing damages the new image, by placement and kernel,
/// what of it the hash finds, and what each mitigation buys. Nobody has published a rate, so the range over the assumptions is the answer.
/// </summary>
internal static class DmaRiskQuestion
{
    public const string Name = "dma-risk";

    /// <summary>Runs that tell whether the image boots at all from CMA.</summary>
    private const int Looks = 16;

    /// <exception cref="InputException">Other pages than of 4 KiB, or a load that
    /// fails.</exception>
    public static DmaRiskAnswer Answer(AnswerRequest request)
    {
        StrayRunner.RequirePages(request.Scenario);
        Scenario scenario = AmpleArea.WhereLess(request.Scenario);
        List<DmaRiskCase> placements = Placements(scenario);
        DmaRiskCase list = placements[0];
        RequireKexec(request, list.Scenario);
        List<DmaRiskCase> mitigations = Mitigations(list.Scenario);
        var runs = DmaRuns.Of(request, [.. placements.Concat(mitigations).Select(l => l.Scenario)]);
        List<DmaRiskFigures> risks = [.. placements.Select(Risk)];
        return new DmaRiskAnswer(
            request.BasisOf(scenario, runs.Count, runs.ErrorPercent) with
            {
                Boot = BootOutcome.Of(
                    request.Run(request.Plan with { Replications = Looks }, scenario),
                    scenario
                ),
                Assumed = Assumptions(scenario),
                Envelope = Envelope(scenario.Machine.Architecture),
            },
            risks,
            [
                .. StrayRunner
                    .Devices(scenario)
                    .Select(
                        (d, i) =>
                            new DmaDeviceRisk(
                                d.Name,
                                d.Description,
                                runs[list.Scenario].Of(i, r => r.Any),
                                runs[list.Scenario].Of(i, r => r.Elsewhere)
                            )
                    ),
            ],
            [.. mitigations.Select(Risk)],
            runs.Matters(scenario),
            DmaRiskText.Verdict(scenario, risks)
        );

        DmaRiskFigures Risk(DmaRiskCase one) => new(one, runs[one.Scenario]);
    }

    private static void RequireKexec(AnswerRequest request, Scenario list)
    {
        if (LoadedImage.Load(list, MachineDraw.Medians(list.Machine)).Outcome.Fails)
        {
            PairedOutcomes outcomes = request.Run(request.Plan with { Replications = Looks }, list);
            throw new InputException(
                $"no kexec to damage: by page list, with {list.Memory.CmaArea} set aside, "
                    + BootOutcome.Of(outcomes, list).Reason
            );
        }
    }

    private static List<DmaRiskCase> Placements(Scenario s)
    {
        KernelFeatures later = KernelFeatures.For("7.3", s.Machine.Architecture);
        bool isLater = s.Kernel.Version.Has(7, 3);
        var kernels = new List<KernelFeatures>
        {
            isLater ? KernelFeatures.For("7.2", s.Machine.Architecture) : s.Kernel,
            isLater ? s.Kernel : later,
        };
        long kernelBytes = s.Image.Segments.Where(x => x.Name != "initrd").Sum(x => x.Memsz.Bytes);
        var lines = new List<DmaRiskCase>();
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

    private static List<DmaRiskCase> Mitigations(Scenario list)
    {
        DmaPolicy now = list.Dma.Policy;
        return
        [
            With("Bus Master left on", "bus-master-left-on", now with { ClearBusMaster = false }),
            With("IOMMU kept on", "iommu", now with { Iommu = true }),
            With(
                "5 ms of sleep before the copy",
                "sleep-5ms",
                now with
                {
                    SleepPs = now.SleepPs + 5 * 1_000_000_000L,
                }
            ),
            .. list.Machine.Architecture.HasPurgatory()
                ?
                [
                    new(
                        "no digest",
                        "no-digest",
                        list with
                        {
                            Kernel = list.Kernel with { NoDigest = true },
                        }
                    ),
                ]
                : (DmaRiskCase[])[],
        ];

        DmaRiskCase With(string title, string key, DmaPolicy policy) =>
            new(title, key, list with { Dma = list.Dma with { Policy = policy } });
    }

    /// <summary>What was assumed of the devices, each with its source.</summary>
    private static List<string> Assumptions(Scenario scenario)
    {
        var list = new List<string>();
        foreach (DmaDevice d in StrayRunner.Devices(scenario))
        {
            list.AddRange(
                DmaQuantity
                    .All.Select(n => (Number: n, Quantity: n.Of(d)))
                    .Where(n => n.Quantity is { High: > 0 })
                    .Select(n => DmaRiskText.Number(d, n.Number, n.Quantity!))
            );
        }

        list.Add("a device's pages lie anywhere in RAM outside the CMA area (assumed)");
        return list;
    }

    private static List<string> Envelope(Architecture architecture)
    {
        string image = architecture switch
        {
            Architecture.X86_64 => "compressed kernel",
            Architecture.Arm64 => "Image",
        };
        return
        [
            "memory outside the image, which the next kernel hands out and which is as "
                + "exposed with every placement",
            "writes to a device's pages that moved, DMA through stale IOMMU entries to other "
                + "addresses",
            "what a damaged byte does: it may never be read",
            $"text and data are told apart by content and padding of the {image}",
            "crash kernels, confidential guests",
        ];
    }
}
