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
        HowMuchFasterCase asked = Case(request);
        return asked.Answer(request.Run(asked.Scenarios));
    }

    /// <summary>What is to be run for it, for who runs it in parts.</summary>
    public static HowMuchFasterCase Case(AnswerRequest request) => new(request, Rows(request));

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
}
