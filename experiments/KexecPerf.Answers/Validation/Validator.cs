using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Validation;

/// <summary>Groups rows by configuration, predicts each group, scores by evidence and quantity, and applies the tolerances.</summary>
internal static class Validator
{
    /// <exception cref="InputException">A row the model cannot read.</exception>
    public static ValidationResult Run(
        IReadOnlyList<ValidationRow> rows,
        Tolerances tolerances,
        int replications,
        Work work,
        Predictions? against = null
    )
    {
        RequireKnown(rows);
        var predictor = new Predictor(rows, replications, work);
        Interval Said(ValidationRow row) => against?.Of(row) ?? predictor.Predict(row);
        List<ScoredGroup> scored = work.Each(
            [.. rows.Where(r => r.Role != "excluded").GroupBy(r => r.Configuration)],
            g => new ScoredGroup(
                [.. g],
                Said(g.First()),
                against is null ? predictor.Given(g.First()) : ""
            )
        );
        List<ValidationRow> excluded = [.. rows.Where(r => r.Role == "excluded")];
        return new ValidationResult(
            scored,
            excluded,
            Scores(scored),
            tolerances.Apply(scored, excluded)
        );
    }

    /// <exception cref="InputException">A quantity the model does not know.</exception>
    public static void RequireKnown(IReadOnlyList<ValidationRow> rows)
    {
        foreach (ValidationRow row in rows.Where(r => !Predictor.Knows(r.Quantity)))
        {
            throw new InputException(
                row.Place with
                {
                    Path = "quantity",
                },
                $"'{UserText.Shorten(row.Quantity)}' is no quantity of the model; see experiments/validation/README.md"
            );
        }
    }

    private static List<Score> Scores(List<ScoredGroup> scored) =>
        [
            .. scored
                .GroupBy(g => (g.First.Evidence, Quantity: g.Name, g.First.Role))
                .Select(g => new Score(g.Key.Evidence, g.Key.Quantity, g.Key.Role, [.. g]))
                .OrderBy(s => Rank(s.Evidence))
                .ThenBy(s => s.Quantity, StringComparer.Ordinal)
                .ThenByDescending(s => s.Role, StringComparer.Ordinal),
        ];

    private static int Rank(string evidence) =>
        evidence switch
        {
            "native" => 0,
            "emulated" => 1,
            _ => 2,
        };
}
