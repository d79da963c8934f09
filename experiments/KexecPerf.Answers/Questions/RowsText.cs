using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions;

/// <summary>The verdict over several rows: which one to take, and what the others lack.</summary>
internal static class RowsText
{
    /// <summary>
    /// The row that saves most among those that surely boot; null where none does.
    /// </summary>
    public static SavingsLine? Best(IEnumerable<SavingsLine> lines) =>
        lines.Where(l => l.BootOutcome.Ok >= 1 && l.Saves).MaxBy(l => l.SavedMs!.Median);

    /// <summary>
    /// What does not surely boot with its cure, then the best row, then who saves nothing.
    /// </summary>
    public static string Verdict(IReadOnlyList<SavingsLine> lines, int replications)
    {
        if (lines.Count == 1)
        {
            return lines[0].Verdict;
        }

        string faults = "";
        foreach (
            IGrouping<string, SavingsLine> g in lines
                .Where(l => l.BootOutcome.Ok < 1)
                .GroupBy(l => l.BootOutcome.Reason)
        )
        {
            // A row that is cured of one fault of two has the other, which is said already.
            faults += faults.Contains(g.Key, StringComparison.Ordinal)
                ? ""
                : g.First().BootOutcome.Sentence([.. g.Select(l => l.Name)]);
        }

        SavingsLine? best = Best(lines);
        // A row has what those above it have; who reads its name alone would leave that out.
        string together =
            best is null ? ""
            : lines.Take(2).Contains(best) ? best.Name
            : $"Everything up to {best.Name} together";
        string gain =
            best is null ? "No row both boots and saves"
            : best.IsMixed ? $"{together} boots. {SavingsText.Mixture(best, replications)}"
            : $"{together} boots and saves {Numbers.WithRange(best.SavedMs!)} ms: "
                + SavingsText.Ratios(best);
        string nothing = string.Concat(
            lines
                .Where(l => l.BootOutcome.Ok >= 1 && !l.Saves && l != best)
                .GroupBy(l => l.Why)
                .Select(g =>
                    $"; {string.Join(" and ", g.Select(l => l.Name))} "
                    + $"{(g.Count() == 1 ? "saves" : "save")} nothing: {g.Key}"
                )
        );
        return $"{faults}{gain}{nothing}.";
    }
}
