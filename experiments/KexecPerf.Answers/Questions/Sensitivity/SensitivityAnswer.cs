using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>What <see cref="SensitivityQuestion"/> answers.</summary>
internal sealed record SensitivityAnswer : Answer
{
    private readonly Ranking _ranking;

    internal SensitivityAnswer(
        Basis basis,
        string question,
        WatchedOutcome outcome,
        Interval outcomeMs,
        Ranking ranking,
        string verdict
    )
        : base(basis, question, verdict, SensitivityQuestion.Command)
    {
        Outcome = outcome.Key;
        OutcomeMs = outcomeMs;
        _ranking = ranking;
    }

    public string Outcome { get; }

    /// <summary>How it varies.</summary>
    public Interval OutcomeMs { get; }

    public int BaseSamples => _ranking.Rows;

    public long Evaluations => _ranking.Evaluations;

    /// <summary>The first that can be measured; null where there is none.</summary>
    public string? MeasureFirst => Factors.FirstOrDefault(f => !f.IsChance)?.Name;

    public IReadOnlyList<FactorResult> Factors => _ranking.Factors;

    public IReadOnlyList<string> WithoutEffect => _ranking.WithoutEffect;

    /// <inheritdoc/>
    public override Document Document() => SensitivityLayout.Of(this);
}
