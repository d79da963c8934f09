using KexecPerf.Answers.Distributions;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// "How much faster?": the same kexec with its segments in a page list and with what a CMA-enabled load gives. Without
/// options four lines: as shipped, with an area, with an area on 7.3, and there with
/// <c>CONFIG_CMA_ALIGNMENT=9</c>.
/// </summary>
internal static class HowMuchFaster
{
    public const string Question = "how-much-faster";

    private const string AsShippedName = "as shipped";

    /// <summary>The area that the default answer asks for, too.</summary>
    private static readonly ByteSize Asked = ScenarioDraft.Shipped.Cma;

    public static HowMuchFasterAnswer Answer(AnswerRequest request)
    {
        Scenario s = request.Scenario;
        List<ScenarioRow> rows = Rows(request);
        ScenarioRow main = rows.First(r => r.Scenario == s);
        // A host as it is often saves nothing: what is watched is where its rows lead.
        Scenario watched = request.IsOfHost ? rows[^1].Scenario : s;
        KhoScenarios? kho = s.Kho && !s.ClassicSyscall ? new KhoScenarios(s) : null;
        PairedOutcomes outcomes = request.Run([
            List(watched),
            watched,
            s,
            .. rows.Select(l => l.Scenario),
            .. rows.Select(l => List(l.Scenario)),
            .. kho?.All ?? [],
        ]);
        List<SavingsLine> lines =
        [
            .. rows.Select(r => new SavingsLine(
                r.Name,
                r.Scenario,
                outcomes.Pair(List(r.Scenario), r.Scenario)
            )),
        ];
        int best = RowsText.Best(lines) is { } one ? lines.IndexOf(one) : -1;
        return new HowMuchFasterAnswer(
            request.BasisOf(s, outcomes) with
            {
                Watched =
                    "the page list's hot phase and of what "
                    + $"{rows.First(r => r.Scenario == watched).Name} saves",
            },
            lines[rows.IndexOf(main)],
            lines,
            NextStep.Of(
                request,
                rows,
                best,
                request.IsOfHost
                    && lines[0].BootOutcome.Ok >= 1
                    && lines.Take(Math.Max(0, best)).Any(l => l.BootOutcome.Ok < 1),
                lines[^1].Why
            ),
            MeasureFirst.Of(watched, outcomes, outcomes.Pair(List(watched), watched).SavedIn),
            kho?.Words(outcomes),
            NodesText.Of(s)
        );

        // A host's rows are all held against the host's own kernel.
        Scenario List(Scenario row) => (request.IsOfHost ? s : row).PageListSide();
    }

    private static List<ScenarioRow> Rows(AnswerRequest request)
    {
        Scenario s = request.Scenario;
        DistributionKernel? shipped = Shipped(request);
        if (request.IsOfHost)
        {
            return [.. HostRows.Of(request).All];
        }

        if (request.Settings.Count == 0)
        {
            Scenario later = s with { Kernel = KernelFeatures.For("7.3", s.Machine.Architecture) };
            return
            [
                new(AsShippedName, s with { Memory = s.Memory with { CmaArea = ByteSize.Zero } }),
                new(Name(s), s, $"boot with cma={Sizes.Cma(s.Memory.CmaArea)}"),
                new(Name(later), later, "run kernel 7.3 or later"),
                new("+ order 9", later with { CmaAlignment = 9 }, Build: "CONFIG_CMA_ALIGNMENT=9"),
            ];
        }

        return shipped?.HasCma == true
            ? [new(AsShippedName, s), .. WithArea(s)]
            : [new(shipped is null ? Name(s) : AsShippedName, s)];
    }

    /// <summary>The kernel of a distribution whose area nobody changed; null without one.</summary>
    private static DistributionKernel? Shipped(AnswerRequest request) =>
        request.Settings.Any(x => x.Key == ScenarioKeys.Cma)
            ? null
            : request
                .Settings.LastOrDefault(x => x.Key == ScenarioKeys.Distro)
                ?.Read(Distributions.Distributions.Get)
                .On(request.Scenario.Machine.Architecture);

    /// <summary>
    /// The same with <c>cma=</c>, where its kernel and loading tool can use an area.
    /// </summary>
    private static IEnumerable<ScenarioRow> WithArea(Scenario s)
    {
        Scenario area = s with { Memory = s.Memory with { CmaArea = Asked } };
        return Asked > s.Memory.CmaArea && CmaPlacementRules.Decide(area).Any
            ? [new(Name(area), area, $"boot with cma={Sizes.Cma(Asked)}")]
            : [];
    }

    private static string Name(Scenario s)
    {
        string area =
            s.Memory.CmaArea.Bytes == 0 ? "no area" : "cma=" + Sizes.Cma(s.Memory.CmaArea);
        string kho = s.Kho ? ", KHO" : "";
        bool overlaid = s.Kernel.Name != s.Kernel.Version.ToString();
        return $"{area}, {s.Kernel.Version}{(overlaid ? "+" : "")}{kho}";
    }

    /// <summary>Under KHO: with the digest, skipping it, and with CMA before scratch as well.</summary>
    private sealed class KhoScenarios(Scenario s)
    {
        private readonly Scenario _plain = With(s, skipDigest: false, cma: false);
        private readonly Scenario _noDigest = With(s, skipDigest: true, cma: false);
        private readonly Scenario _cma = With(s, skipDigest: true, cma: true);

        public IEnumerable<Scenario> All => [_plain, _noDigest, _cma];

        public string? Words(PairedOutcomes outcomes)
        {
            PairedRun digest = outcomes.Pair(_plain, _noDigest);
            string saved = Numbers.WithRange(digest.SavedMs);
            return digest.Timed().Any()
                ? $"Under KHO, 7.2 -> 7.3 saves {saved} ms (no digest); CMA under KHO would save "
                    + $"{Numbers.WithRange(outcomes.Pair(_noDigest, _cma).SavedMs)} ms more."
                : null;
        }

        private static Scenario With(Scenario s, bool skipDigest, bool cma)
        {
            long area = s.Memory.CmaArea.Bytes;
            return s with
            {
                Kernel = s.Kernel with
                {
                    SkipDigest = skipDigest,
                    CmaUnderKho = cma,
                    CmaPlacement = true,
                },
                Memory = s.Memory with
                {
                    CmaArea = new ByteSize(cma ? Math.Max(area, 2 * s.Image.Memsz.Bytes) : area),
                },
            };
        }
    }
}
