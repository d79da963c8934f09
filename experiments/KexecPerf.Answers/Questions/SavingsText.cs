using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>What CMA saves in words, each span named.</summary>
internal static class SavingsText
{
    /// <summary>A phase below this has nothing left to do.</summary>
    private const double NothingMs = 0.1;

    private const string Loaded = "the new kernel";

    /// <summary>What the page list's figures are of.</summary>
    public const string PageListHost = "Page list: the same host booted without the area.";

    /// <summary>One sentence.</summary>
    public static string Verdict(
        Savings s,
        string why,
        BootOutcome boot,
        BootOutcome pageList,
        int replications
    )
    {
        if (!s.HasTimes || (s.MissingA ?? s.MissingB) is not null)
        {
            return $"There is nothing to compare: {boot.Reason}.";
        }

        if (s.Same)
        {
            return boot.Sentence(Loaded) + $"CMA changes nothing here (exactly 1x, 0 ms): {why}.";
        }

        if (!s.HasTimes)
        {
            return NoSaving(boot, pageList);
        }

        string gain = s.IsMixed
            ? Mixture(s, replications)
            : $"CMA saves {Numbers.WithRange(s.SavedMs!)} ms: {Ratios(s)}";
        return boot.Sentence(Loaded) + $"{gain}; {why}.";
    }

    /// <summary>Where no run has a kexec on both sides.</summary>
    private static string NoSaving(BootOutcome boot, BootOutcome pageList) =>
        boot.Reason == pageList.Reason
            ? "There is no kexec to time and no saving to give, with an area or without: "
                + $"{boot.Reason}."
        : boot.LoadFails + boot.CpuStopHang > 0
            ? $"There is no kexec with CMA to time and no saving to give: {boot.Reason}. "
                + "The same host without the area does kexec."
        : $"There is no kexec with a page list to hold CMA against: {pageList.Reason}.";

    /// <summary>The ratio of each span, as a clause.</summary>
    public static string Ratios(Savings s) =>
        string.Join(", ", PhaseSpans.All.Select(span => $"{span.Words()} {s[span].RatioInWords}"));

    /// <summary>
    /// What is saved of each 100 MiB of image, beside what the patch says; a line each that saves.
    /// </summary>
    public static string? Per100MiB(IReadOnlyList<(string Label, Savings Savings)> lines) =>
        Listed(
            "Saved ms per 100 MiB of image: ",
            lines,
            s => Numbers.Short(s.SavedPer100MibMs!.Value.Median),
            " (the patch says 4-50)"
        );

    /// <summary>What is said of each line that has a figure; the same only of the first.</summary>
    private static string? Listed(
        string what,
        IReadOnlyList<(string Label, Savings Savings)> lines,
        Func<Savings, string> said,
        string end
    )
    {
        (string Label, string Said)[] all =
        [
            .. lines
                .Where(l => !l.Savings.Same && SavingsLayout.Missing(l.Savings, "") is null)
                .Select(l => (l.Label, said(l.Savings)))
                .DistinctBy(l => l.Item2),
        ];
        string list = string.Join(
            "; ",
            all.Select(l => lines.Count == 1 ? l.Said : $"{l.Label}: {l.Said}")
        );
        return all.Length == 0 ? null : $"{what}{list}{end}.";
    }

    /// <summary>What a mixture consists of, as a clause: its median would be that of neither.</summary>
    public static string Mixture(Savings s, int replications) =>
        FormattableString.Invariant(
            $"If CMA succeeds ({s.AllInCma * 100:0.#} % of {replications} runs), it saves "
        )
        + $"{Numbers.WithRange(s.SavedIfCmaSucceedsMs!.Value)} ms; "
        + $"if a segment falls back, {Numbers.WithRange(s.SavedIfCmaFallsBackMs!.Value)} ms";

    /// <summary>Why as much is saved as is, as a clause.</summary>
    public static string Why(
        Savings s,
        PairedRun sides,
        PlacementDecision decision,
        Scenario scenario
    )
    {
        if (!decision.Any || s.Same)
        {
            return decision.Rule;
        }

        if (!s.HasTimes || sides.Outcomes.Share(sides.B, o => o.AnyInCma) == 0)
        {
            return CmaSuccess.Reason(sides, decision);
        }

        if (!s.HasTimes)
        {
            return decision.Rule;
        }

        double hash = s[Phase.Purgatory].B.Median;
        string fallback =
            decision.All && s.AllInCma >= 1 ? "" : CmaSuccess.Reason(sides, decision) + ", so ";
        if (LoadedImage.Hashes(scenario, s.AllInCma >= 1) && hash > NothingMs)
        {
            double copy = s[Phase.Relocation].A.Median;
            double mib = scenario.Image.Memsz.TotalMiB;
            string times = copy > 0 ? $" ({Numbers.Short(hash / copy)}x the copy)" : "";
            return FormattableString.Invariant(
                $"{fallback}the purgatory still hashes {mib:0} MiB{times}"
            );
        }

        PhaseTimes largest = s.Largest(t => t.B);
        double share = 100 * (largest.B.Median / s.HotPhase.B.Median);
        string left =
            s.AllInCma < 1 ? "the rest is still copied"
            : scenario.Machine.Architecture.HasPurgatory() ? "neither copy nor hash is left"
            : "no copy is left";
        return fallback
            + FormattableString.Invariant(
                $"{left}, {largest.Phase.Words()} is {share:0} % of the hot phase that is left"
            );
    }
}
