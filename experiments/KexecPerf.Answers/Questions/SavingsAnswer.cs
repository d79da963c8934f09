using System.Text.Json.Serialization;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions;

/// <summary>An answer about two sides: the figures of <see cref="Savings"/> stand in the answer itself.</summary>
internal abstract record SavingsAnswer : Answer
{
    private readonly Savings _savings;

    protected SavingsAnswer(
        Basis basis,
        string question,
        Savings savings,
        string verdict,
        string command = "answer",
        string loaded = "the new kernel"
    )
        : base(basis, question, verdict, command, loaded) => _savings = savings;

    public IReadOnlyList<PhaseTimes> Phases => _savings.Phases;

    public SpanTimes Switch => _savings.Switch;

    public SpanTimes HotPhase => _savings.HotPhase;

    public SpanTimes Downtime => _savings.Downtime;

    public LoadTimes LoadPhase => _savings.LoadPhase;

    public OutcomeRange? SavedMs => _savings.SavedMs;

    [JsonPropertyName(Savings.SavedPer100MibKey)]
    public Interval? SavedPer100MibMs => _savings.SavedPer100MibMs;

    public double? SavedMonteCarloErrorMs => _savings.SavedMonteCarloErrorMs;

    public QuantileErrors? SavedMonteCarloMs => _savings.SavedMonteCarloMs;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Interval? SavedIfCmaSucceedsMs => _savings.SavedIfCmaSucceedsMs;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Interval? SavedIfCmaFallsBackMs => _savings.SavedIfCmaFallsBackMs;

    public Dominating DominatedBy => _savings.DominatedBy;
}
