namespace KexecPerf.Answers.Validation;

/// <summary>What came of holding the model against rows.</summary>
internal sealed record ValidationResult(
    IReadOnlyList<ScoredGroup> Scored,
    IReadOnlyList<ValidationRow> Excluded,
    IReadOnlyList<Score> Scores,
    IReadOnlyList<Check> Checks
)
{
    /// <summary>Whether every tolerance holds.</summary>
    public bool Ok => Checks.All(c => c.Ok);
}
