using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>What to measure first, in words.</summary>
internal static class SensitivityText
{
    /// <summary>Who narrows a range by so much less may do so by chance, percent of it.</summary>
    private const double Close = 3;

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

        FactorResult[] varies = [.. factors.Where(f => f.IsChance)];
        double luck = varies.Sum(f => f.TotalOrder.Value);
        string chance =
            varies.Length > 0 && luck > first.TotalOrder.Value
                ? FormattableString.Invariant(
                    $" But {luck * 100:0} % of the variance is from kexec to kexec, which no measurement takes away."
                )
                : "";
        string[] close =
        [
            .. others
                .Where(f => f.NarrowsRangePercent > first.NarrowsRangePercent - Close)
                .Select(f => f.Name),
        ];
        string overlap =
            close.Length == 0
                ? ""
                : $" {string.Join(", ", close)} may come before it: it narrows the range about as much.";
        return $"{first.Name} first ({first.Known}): at its median the range of {what} would be "
            + FormattableString.Invariant($"{first.NarrowsRangePercent:0} % narrower; ")
            + $"it causes {Percent(first.TotalOrder)} of the variance.{chance}{overlap}";
    }

    private static string Percent(Estimate e) =>
        FormattableString.Invariant($"{e.Value * 100:0} [{e.Low * 100:0},{e.High * 100:0}] %");
}
