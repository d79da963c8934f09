using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>What to measure first, in words.</summary>
internal static class SensitivityText
{
    /// <param name="outcome">What varies.</param>
    /// <param name="spread">How much, ms.</param>
    /// <param name="factors">What with, the largest first.</param>
    /// <param name="rule">Of placement: why nothing is saved where nothing is.</param>
    public static string Verdict(
        WatchedOutcome outcome,
        Interval spread,
        IReadOnlyList<FactorResult> factors,
        string rule
    )
    {
        string what = $"{outcome.Name} ({Numbers.WithRange(spread)} ms)";
        List<FactorResult> measurable = [.. factors.Where(f => !f.IsChance)];
        if (measurable is not [var first, .. var others])
        {
            return "Nothing to measure: "
                + (
                    outcome.IsPaired && spread is { Low: 0, High: 0 }
                        ? $"CMA saves nothing here; {rule}."
                    : factors.Count == 0 ? $"{what} does not vary here."
                    : $"{what} varies by chance alone."
                );
        }

        string chance = factors[0].IsChance
            ? $" But {Percent(factors[0].TotalOrder)} is chance, which no measurement takes away."
            : "";
        string[] close =
        [
            .. others.Where(f => f.TotalOrder.High >= first.TotalOrder.Low).Select(f => f.Name),
        ];
        string overlap =
            close.Length == 0
                ? ""
                : $" {string.Join(", ", close)} may come before it: the intervals overlap.";
        return $"{first.Name} first ({first.Known}): "
            + $"it causes {Percent(first.TotalOrder)} of the variance of {what}; "
            + $"known exactly, it would take {Percent(first.FirstOrder)} away.{chance}{overlap}";
    }

    private static string Percent(Estimate e) =>
        FormattableString.Invariant($"{e.Value * 100:0} [{e.Low * 100:0},{e.High * 100:0}] %");
}
