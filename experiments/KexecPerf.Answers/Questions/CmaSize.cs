using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;
using MathNet.Numerics.Distributions;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// "How large must cma= be?": the smallest area, in steps of 4 MiB, in which all segments get their place in 99 of 100 loads under this
/// occupancy and these pins, what the requests then take, and whether the next kernel still has room for an area of its own.
/// </summary>
internal static class CmaSize
{
    public const string Question = "cma-size";

    private const int Trials = 2_000;
    private const double Wanted = 0.99;
    private const long StepMiB = 4;

    public static Document Answer(AnswerRequest request)
    {
        Scenario scenario = request.Scenario;
        string? never = Forbidden(scenario);
        long largest = scenario.Memory.Ram.Bytes / 2 / 1048576 / StepMiB;
        long? steps = never is null ? Smallest(request, scenario, largest) : null;
        List<Trial> trials = steps is { } n
            ? [.. Around(n, largest).Select(k => new Trial(request, At(scenario, k), Trials))]
            : [];
        Trial? best = trials.FirstOrDefault(t =>
            steps is { } n && t.Scenario.Memory.CmaArea == Size(n)
        );
        string verdict = Verdict(scenario, best, never, largest);
        PairedOutcomes outcomes = request.Run(best?.Scenario ?? scenario);
        return new Document(
            "kexecperf answer: how large must cma= be?",
            "simulated",
            [
                .. Common.Setting(scenario),
                new Paragraph(Describe(scenario), 9),
                new Gap(),
                new Paragraph(verdict, 2),
                new Gap(),
                .. trials.Count == 0 ? [] : (Block[])[Table(trials), new Gap()],
                .. Common.Tail(request, scenario, outcomes, null),
            ],
            [
                [
                    "cma_bytes",
                    "success",
                    "success_low",
                    "success_high",
                    "cma_alloc_ms",
                    "next_kernel_area",
                ],
                .. trials.Select(t =>
                    (string[])
                        [
                            Numbers.Csv(t.Scenario.Memory.CmaArea.Bytes),
                            Numbers.Csv(t.Success.Median),
                            Numbers.Csv(t.Success.Low),
                            Numbers.Csv(t.Success.High),
                            Numbers.Csv(t.AllocationMs.Median),
                            Numbers.Csv(t.NextArea),
                        ]
                ),
            ],
            Json(request, scenario, outcomes, trials, best, verdict)
        );
    }

    /// <summary>Success grows with the area but for the luck of first fit, so bisection finds an edge and the table shows its sides.</summary>
    private static long? Smallest(AnswerRequest request, Scenario scenario, long largest)
    {
        bool Enough(long steps) =>
            new Trial(request, At(scenario, steps), Trials).Success.Median >= Wanted;
        long low = Math.Max(1, scenario.Image.Memsz.Bytes / 1048576 / StepMiB);
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

    private static Scenario At(Scenario s, long steps) =>
        s with
        {
            Memory = s.Memory with { CmaArea = Size(steps) },
        };

    private static ByteSize Size(long steps) => ByteSize.FromMiB(steps * StepMiB);

    private static string? Forbidden(Scenario scenario)
    {
        PlacementDecision decision = CmaPlacementRules.Decide(At(scenario, 1));
        Scenario large = scenario with
        {
            Memory = scenario.Memory with { CmaArea = new ByteSize(scenario.Memory.Ram.Bytes / 2) },
        };
        return CmaPlacementRules.Decide(large).Any ? null : decision.Rule;
    }

    private static string Verdict(Scenario scenario, Trial? best, string? never, long largest)
    {
        if (never is not null)
        {
            return $"No cma= helps: {never}.";
        }

        if (best is null)
        {
            return $"No area up to {Size(largest)}, half of RAM, gives all segments a 99 % chance: {Describe(scenario)}.";
        }

        string next =
            best.NextArea >= 1
                ? "the next kernel has room for an area of its own"
                : FormattableString.Invariant(
                    $"in {(1 - best.NextArea) * 100:0.#} % of loads the next kernel finds NO ROOM for an area of its own"
                );
        return FormattableString.Invariant(
                $"cma={Argument(best)} gives all segments their place in {best.Success.Median * 100:0.0} % of loads "
            )
            + $"[{best.Success.Low * 100:0.0},{best.Success.High * 100:0.0}]; the requests take {Numbers.WithRange(best.AllocationMs)} ms of the load; {next}. "
            + "The area keeps unmovable memory out, and serves movable memory meanwhile.";
    }

    private static string Argument(Trial t) => Sizes.Mebibytes(t.Scenario.Memory.CmaArea);

    private static string Describe(Scenario s) =>
        FormattableString.Invariant(
            $"memory   area {s.Memory.CmaOccupancy * 100:0.#} % in use, {s.Memory.CmaPinned} pages pinned, {s.Memory.Pressure * 100:0.#} % of other RAM in use"
        );

    private static Table Table(List<Trial> trials) =>
        new(
            ["cma=", "all in CMA", "requests ms", "next kernel's area"],
            [
                .. trials.Select(t =>
                    (string[])
                        [
                            Argument(t),
                            FormattableString.Invariant(
                                $"{t.Success.Median * 100:0.0} % [{t.Success.Low * 100:0.0},{t.Success.High * 100:0.0}]"
                            ),
                            Numbers.WithRange(t.AllocationMs),
                            t.NextArea >= 1 ? "fits"
                            : t.NextArea <= 0 ? "no room"
                            : FormattableString.Invariant($"fits in {t.NextArea * 100:0} %"),
                        ]
                ),
            ]
        );

    private static JsonObject Json(
        AnswerRequest request,
        Scenario scenario,
        PairedOutcomes outcomes,
        List<Trial> trials,
        Trial? best,
        string verdict
    )
    {
        JsonObject json = Common.Head("answer", Question, request, scenario, outcomes);
        json["wanted_success_probability"] = Wanted;
        json["trials"] = Trials;
        json["cma_bytes"] = best?.Scenario.Memory.CmaArea.Bytes;
        json["sizes"] = new JsonArray([
            .. trials.Select(t =>
                (JsonNode)
                    new JsonObject
                    {
                        ["cma_bytes"] = t.Scenario.Memory.CmaArea.Bytes,
                        ["cma_success_probability"] = Numbers.Json(t.Success),
                        ["cma_alloc_ms"] = Numbers.Json(t.AllocationMs),
                        ["next_kernel_area_probability"] = Numbers.Rounded(t.NextArea),
                    }
            ),
        ]);
        Common.AddTail(json, verdict, request, scenario);
        return json;
    }

    /// <summary>Many placements in an area of one size.</summary>
    private sealed class Trial
    {
        public Trial(AnswerRequest request, Scenario scenario, int trials)
        {
            Scenario = scenario;
            var results = new PlacementTrial[trials];
            var options = new ParallelOptions { CancellationToken = request.Cancel };
            Parallel.For(
                0,
                trials,
                options,
                r =>
                    results[r] = PlacementTrial.Run(
                        scenario,
                        MachineDraw.Of(scenario.Machine, request.Plan.Seed, r)
                    )
            );
            int good = results.Count(t => t.AllInCma);
            Success = new Interval(
                good / (double)trials,
                good == 0 ? 0 : Beta.InvCDF(good, trials - good + 1, 0.025),
                good == trials ? 1 : Beta.InvCDF(good + 1, trials - good, 0.975)
            );
            NextArea = results.Count(t => t.NextArea) / (double)trials;
            AllocationMs = Interval.Of([.. results.Select(t => t.CmaAllocation.TotalMilliseconds)]);
        }

        public Scenario Scenario { get; }

        /// <summary>Share with every segment in CMA, with Clopper and Pearson's 95 % interval.</summary>
        public Interval Success { get; }

        public double NextArea { get; }

        public Interval AllocationMs { get; }
    }
}
