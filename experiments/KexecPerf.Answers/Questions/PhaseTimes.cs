using System.Text.Json.Serialization;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions;

/// <summary>What a phase takes.</summary>
internal sealed record PhaseTimes : Times
{
    private readonly Savings _savings;

    internal PhaseTimes(PairedRun sides, Phase phase, Savings savings)
        : base(sides, o => o[phase]) => (Phase, _savings) = (phase, savings);

    [JsonIgnore]
    public Phase Phase { get; }

    public string Name => Phase.Key();

    /// <summary>
    /// The weakest evidence among the numbers that make up more than a tenth of it, on side a, or on
    /// side b where a spends no time; null where neither does.
    /// </summary>
    [JsonPropertyOrder(1)]
    public string? Evidence => _savings.EvidenceOf(o => o[Phase])?.Word();
}
