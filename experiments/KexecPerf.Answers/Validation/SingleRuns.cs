namespace KexecPerf.Answers.Validation;

/// <summary>
/// The single runs behind a row: those it lists; up to three repeats are its low, median and high
/// themselves. Of more, where only these three are told, evenly spread ranks on the straight lines
/// between them: too wide rather than too narrow, since runs crowd about their median.
/// </summary>
internal static class SingleRuns
{
    /// <summary>At least one; a fraction of successes is one number.</summary>
    public static IReadOnlyList<double> Of(ValidationRow row)
    {
        double value = row.Value!.Value;
        double low = row.Low ?? value;
        double high = row.High ?? value;
        return row switch
        {
            { Runs.Count: > 0 } => row.Runs,
            { N: <= 1 } or { Quantity: "cma_alloc_success" } => [value],
            { N: 2 } => [low, high],
            _ => [.. Enumerable.Range(0, row.N).Select(i => At(2.0 * i / (row.N - 1) - 1))],
        };

        double At(double rank) =>
            rank < 0 ? value + rank * (value - low) : value + rank * (high - value);
    }
}
