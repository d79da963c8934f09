using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>The one sentence that answers the question, with its span named.</summary>
internal static class Verdicts
{
    /// <summary>A phase below this has nothing left to do.</summary>
    private const double NothingMs = 0.1;

    public static string HowMuchFaster(
        Comparison c,
        PlacementDecision decision,
        BootOutcome boot,
        Scenario scenario
    )
    {
        if (c.Same)
        {
            return $"CMA changes nothing here (exactly 1x, 0 ms): {Why(c, decision, scenario)}.";
        }

        Interval ratio = c.Speedup(o => o.Switch);
        string gain =
            $"CMA saves {Numbers.WithRange(c.SavedMs)} ms: switch {Numbers.Ratio(ratio)}, "
            + $"hot phase {Numbers.Ratio(c.Speedup(o => o.HotPhase))}, "
            + $"downtime {Numbers.Ratio(c.Speedup(o => o.Downtime))}";
        string sentence = (c.IsMixed ? Mixture(c) : gain) + "; " + Why(c, decision, scenario);
        return boot.Ok >= 1 ? sentence + "." : sentence + $". But it does not boot: {boot.Reason}.";
    }

    /// <summary>What a mixture consists of, as a clause: its median would be that of neither.</summary>
    public static string Mixture(Comparison c) =>
        FormattableString.Invariant(
            $"If CMA succeeds ({c.AllInCma * 100:0.#} % of {c.Outcomes.Count} runs), it saves {Numbers.WithRange(c.SavedGiven(true))} ms; "
        ) + $"if a segment falls back, {Numbers.WithRange(c.SavedGiven(false))} ms";

    /// <summary>Why a line saves what it saves, as a clause.</summary>
    public static string Why(Comparison c, PlacementDecision decision, Scenario scenario)
    {
        if (!decision.Any || c.Same)
        {
            return decision.Rule;
        }

        if (c.Outcomes.Share(c.B, o => o.AnyInCma) == 0)
        {
            return CmaSuccess.Reason(c, decision);
        }

        bool x86 = scenario.Machine.Architecture == Architecture.X86_64;
        double hash = c.Outcomes.Milliseconds(c.B, o => o[Phase.Purgatory]).Median;
        string fallback =
            decision.All && c.AllInCma >= 1 ? "" : CmaSuccess.Reason(c, decision) + ", so ";
        if (LoadedImage.Hashes(scenario, c.AllInCma >= 1) && hash > NothingMs)
        {
            double copy = c.Outcomes.Milliseconds(c.A, o => o[Phase.Relocation]).Median;
            double mib = scenario.Image.Memsz.TotalMiB;
            string times = copy > 0 ? $" ({Numbers.Short(hash / copy)}x the copy)" : "";
            return FormattableString.Invariant(
                $"{fallback}the purgatory still hashes {mib:0} MiB{times}"
            );
        }

        Phase dominating = c.Dominating(c.B);
        double share =
            c.Outcomes.Milliseconds(c.B, o => o[dominating]).Median
            / c.Outcomes.Milliseconds(c.B, o => o.HotPhase).Median;
        string rest = FormattableString.Invariant(
            $"{ComparisonTables.Name(dominating)} is {share * 100:0} % of the hot phase that is left"
        );
        return x86
            ? fallback + "neither copy nor hash is left, " + rest
            : fallback + "no copy is left, " + rest;
    }
}
