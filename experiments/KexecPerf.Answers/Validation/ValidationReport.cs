using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Validation;

/// <summary>What <c>validate</c> prints.</summary>
internal sealed record ValidationReport
{
    public const string Key = "kexecperf.validate/1";

    private readonly ValidationResult _result;

    /// <param name="result">What came out.</param>
    /// <param name="command">The command line that does the same again.</param>
    /// <param name="against">SHA-256 of the predictions that were scored; null: made just now.</param>
    internal ValidationReport(ValidationResult result, string command, string? against = null) =>
        (_result, Reproduce, Against) = (result, command, against);

    public string Schema => Key;

    public string ModelVersion => Build.Version;

    public bool Ok => _result.Ok;

    public string Verdict =>
        Ok
            ? $"Within tolerance: {Checks.Count} of {Checks.Count} checks, {Groups.Count} groups."
            : $"OUT OF TOLERANCE: {string.Join("; ", Checks.Where(c => !c.Ok).Select(c => c.Name))}.";

    public IReadOnlyList<ScoredGroup> Groups => _result.Scored;

    /// <summary>By evidence and quantity; what was calibrated on is marked so.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, Score>> Summary =>
        Scores
            .GroupBy(s => s.Evidence)
            .ToDictionary(
                e => e.Key,
                e =>
                    e.ToDictionary(s =>
                        s.Role == "validation" ? s.Quantity : $"{s.Quantity}_{s.Role}"
                    )
            );

    public IReadOnlyList<Check> Checks => _result.Checks;

    public IReadOnlyList<Left> Excluded =>
        [
            .. _result.Excluded.Select(r => new Left(
                r.Id,
                r.Machine,
                r.Evidence,
                r.Quantity,
                ExclusionReasons.Of(r),
                r.Notes
            )),
        ];

    /// <summary>SHA-256 of the predictions that were scored; null: made just now.</summary>
    public string? Against { get; }

    public string Reproduce { get; }

    /// <summary>The summary as a list, in the order shown.</summary>
    [JsonIgnore]
    public IReadOnlyList<Score> Scores => _result.Scores;

    /// <summary>Laid out.</summary>
    public Document Document() => ValidationLayout.Of(this);

    /// <summary>A row that is not scored, and why.</summary>
    internal sealed record Left(
        string Id,
        string Machine,
        string Evidence,
        string Quantity,
        string Reason,
        string Notes
    );
}
