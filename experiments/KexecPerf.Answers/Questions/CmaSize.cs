using KexecPerf.Answers.Documents;
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

    /// <summary>Share of loads in which all segments must get their place.</summary>
    public const double Wanted = 0.99;

    /// <summary>Of what is left: a search takes a dozen sizes or two.</summary>
    private const double OneSize = 0.1;

    private static readonly ByteSize LeastStep = ByteSize.FromMiB(4);

    public static CmaSizeAnswer Answer(AnswerRequest request)
    {
        Scenario scenario = request.Scenario;
        string? never = Forbidden(scenario);
        long largest = scenario.Memory.Ram.Bytes / 2 / Step(scenario).Bytes;
        long? steps = never is null ? Smallest(request, scenario, largest) : null;
        List<CmaSizeTrial> sizes = steps is { } n
            ? [.. Around(n, largest).Select(k => Trial(request, scenario, k))]
            : [];
        CmaSizeTrial? best = sizes.FirstOrDefault(t =>
            t.CmaBytes == Size(scenario, steps!.Value).Bytes
        );
        return new CmaSizeAnswer(
            request.BasisOf(scenario, request.Run(best?.Scenario ?? scenario)),
            best?.CmaBytes,
            sizes,
            never is null ? Verdict(scenario, best, largest) : $"No cma= helps: {never}."
        );
    }

    /// <summary>Success grows with the area but for the luck of first fit, so bisection finds an edge and the table shows its sides.</summary>
    private static long? Smallest(AnswerRequest request, Scenario scenario, long largest)
    {
        bool Enough(long steps) =>
            Trial(request, scenario, steps).CmaSuccessProbability.Median >= Wanted;
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
                + $"{new ByteSize(best.ReservedBytes)} in all (CONFIG_CMA_SIZE_PERNUMA), of which kexec "
                + $"takes the first alone: {new ByteSize(best.CmaBytes)} are usable. ";
    }

    private static string Verdict(Scenario scenario, CmaSizeTrial? best, long largest)
    {
        if (best is null)
        {
            return $"No area up to {Size(scenario, largest)}, half of RAM, "
                + "gives all segments a 99 % chance: "
                + $"{AnswerLayout.Memory(scenario)}.";
        }

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
