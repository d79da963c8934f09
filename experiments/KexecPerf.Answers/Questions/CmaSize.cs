using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// "How large must cma= be?": the smallest area, in steps of 4 MiB or a pageblock where that is
/// larger, in which all segments get their place in 99 of 100 loads under this occupancy and these
/// pins, what the requests then take, and whether the next kernel still has room for an area of its
/// own.
/// </summary>
internal static class CmaSize
{
    public const string Question = "cma-size";

    /// <summary>Placements of each size.</summary>
    public const int Trials = 2_000;

    /// <summary>Runs that tell whether what is loaded boots.</summary>
    private const int Looks = 64;

    /// <summary>Share of loads in which all segments must get their place.</summary>
    public const double Wanted = 0.99;

    /// <summary>Of the trials.</summary>
    private const int MostMissed = (int)(Trials * (1 - Wanted) + 0.5);

    /// <summary>Of what is left: a search takes a dozen sizes or two.</summary>
    private const double OneSize = 0.1;

    private static readonly ByteSize LeastStep = ByteSize.FromMiB(4);

    public static CmaSizeAnswer Answer(AnswerRequest request)
    {
        Scenario scenario = request.Scenario;
        string? never = Forbidden(scenario);
        ByteSize? least = Least(request, scenario);
        List<CmaSizeTrial> sizes = least is { } n
            ?
            [
                .. Around(n.Bytes / Step(scenario).Bytes, Largest(scenario))
                    .Select(k => Trial(request, scenario, k)),
            ]
            : [];
        CmaSizeTrial? best = sizes.FirstOrDefault(t => t.CmaBytes == least?.Bytes);
        Scenario loaded = best?.Scenario ?? scenario;
        PairedOutcomes outcomes = request.Run(loaded);
        PairedOutcomes looks = request.Run(
            request.Plan with
            {
                Replications = Looks,
            },
            [loaded, .. sizes.Select(t => t.Scenario)]
        );
        var boot = BootOutcome.Of(outcomes, loaded);
        return new CmaSizeAnswer(
            request.BasisOf(loaded, outcomes) with
            {
                Watched = FormattableString.Invariant(
                    $"hot phase, not of success, whose brackets are 95 % over {Trials:N0} loads,"
                ),
            },
            best?.CmaBytes,
            [.. sizes.Select(t => t with { BootOutcome = BootOutcome.Of(looks, t.Scenario) })],
            never is not null ? $"No cma= helps: {never}."
                : best is null ? TooLittle(scenario)
                : boot.Sentence($"the new kernel with cma={CmaSizeLayout.Argument(best)}")
                    + Verdict(best)
                    + WithCure(request, best, boot)
        );
    }

    /// <summary>The smallest area that is enough; null where none is.</summary>
    public static ByteSize? Least(AnswerRequest request, Scenario scenario) =>
        Forbidden(scenario) is null && Smallest(request, scenario, Largest(scenario)) is { } steps
            ? Size(scenario, steps)
            : null;

    /// <summary>Whether a scenario's own area is enough.</summary>
    public static bool IsEnough(AnswerRequest request, Scenario scenario) =>
        CmaPlacementRules.Decide(scenario).All && Suffices(request, scenario);

    /// <summary>
    /// The smallest area that is enough also with the order that keeps the initrd whole, for
    /// whoever sets it next; null where none is.
    /// </summary>
    public static ByteSize? LeastWithCure(AnswerRequest request, Scenario scenario)
    {
        if (Least(request, scenario) is not { } least)
        {
            return null;
        }

        Scenario cured = BootReasons.Cured(At(scenario, least));
        return IsEnough(request, cured) ? least : Least(request, cured);
    }

    /// <summary>What the cure of a boot that fails asks of the area beyond this.</summary>
    private static string WithCure(AnswerRequest request, CmaSizeTrial best, BootOutcome boot) =>
        boot.InitrdOverwritten > 0
        && LeastWithCure(request, best.Scenario) is { } cured
        && cured.Bytes > best.CmaBytes
            ? $" With that order it must be cma={Sizes.Mebibytes(cured)}."
            : "";

    /// <summary>Success grows with the area but for the luck of first fit, so bisection finds an edge and the table shows its sides.</summary>
    private static long? Smallest(AnswerRequest request, Scenario scenario, long largest)
    {
        bool Enough(long steps) =>
            request.Work.Part(
                OneSize,
                () => Suffices(request, At(scenario, Size(scenario, steps)))
            );
        long low = Math.Max(1, scenario.Image.Memsz.Bytes / Step(scenario).Bytes);
        long high = low;
        while (!Enough(high))
        {
            if (high >= largest)
            {
                return null;
            }

            low = high;
            high = Math.Min(2 * high, largest);
        }

        while (high - low > 1)
        {
            long middle = (low + high) / 2;
            (low, high) = Enough(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }

    /// <summary>Whether as many loads as wanted place every segment.</summary>
    private static bool Suffices(AnswerRequest request, Scenario scenario) =>
        request.Placements.MissAtMost(MostMissed, scenario, request.Plan.Seed, Trials);

    private static IEnumerable<long> Around(long steps, long largest) =>
        new[] { steps / 2, steps - 1, steps, steps + Math.Max(1, steps / 4), steps * 2 }
            .Where(k => k > 0 && k <= largest)
            .Distinct();

    private static CmaSizeTrial Trial(AnswerRequest request, Scenario s, long steps) =>
        request.Work.Part(OneSize, () => new CmaSizeTrial(request, At(s, Size(s, steps)), Trials));

    private static Scenario At(Scenario s, ByteSize area) =>
        s with
        {
            Memory = s.Memory with { CmaArea = area },
        };

    /// <summary>Steps in half of RAM, the most that is tried.</summary>
    private static long Largest(Scenario s) => s.Memory.Ram.Bytes / 2 / Step(s).Bytes;

    private static ByteSize Step(Scenario s) =>
        s.PageSize.Block > LeastStep ? s.PageSize.Block : LeastStep;

    private static ByteSize Size(Scenario s, long steps) => new(steps * Step(s).Bytes);

    /// <summary>The rule that keeps every segment out, whatever the area; null for none.</summary>
    private static string? Forbidden(Scenario s)
    {
        // A node or what lies behind a given start may hold no half of RAM.
        for (long bytes = s.Memory.Ram.Bytes / 2; bytes >= Step(s).Bytes; bytes /= 2)
        {
            if (CmaPlacementRules.Decide(At(s, s.PageSize.WholeBlocks(new ByteSize(bytes)))).Any)
            {
                return null;
            }
        }

        return CmaPlacementRules.Decide(At(s, Size(s, 1))).Rule;
    }

    /// <summary>Who else holds the area, what is left, and what several nodes add.</summary>
    private static string Margin(CmaSizeTrial best)
    {
        string held = new ByteSize(best.HeldBytes).ToString();
        string margin = FormattableString.Invariant(
            $"DMA pools and drivers hold {held} of it, {best.MarginBytes / 1048576.0:0.0} MiB are to spare. "
        );
        Scenario s = best.Scenario;
        return s.Areas == 1
            ? margin
            : margin
                + $"On {s.Nodes} nodes cma= reserves {s.Areas} areas of that size, "
                + $"{new ByteSize(best.ReservedBytes)} in all (CONFIG_CMA_SIZE_PERNUMA), of "
                + "which kexec "
                + $"takes the first alone: {new ByteSize(best.CmaBytes)} are usable. ";
    }

    private static string TooLittle(Scenario scenario) =>
        $"No area up to {Size(scenario, Largest(scenario))}, half of RAM, "
        + $"gives all segments a 99 % chance: {AnswerLayout.Memory(scenario)}.";

    private static string Verdict(CmaSizeTrial best)
    {
        double fits = best.NextKernelAreaProbability;
        string next =
            fits >= 1
                ? "the next kernel has room for an area of its own"
                : FormattableString.Invariant(
                    $"in {(1 - fits) * 100:0.#} % of loads the next kernel finds NO ROOM for an area of its own"
                );
        return $"cma={CmaSizeLayout.Argument(best)} gives all segments their place in "
            + $"{CmaSizeLayout.Success(best, " % of loads")}; the requests take "
            + $"{Numbers.WithRange(best.CmaAllocMs)} ms of the load; {next}. "
            + Margin(best)
            + "The area keeps unmovable memory out, and serves movable memory meanwhile.";
    }
}
