using System.Text.Json.Serialization;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions;

/// <summary>What a phase takes.</summary>
internal sealed record PhaseTimes : Times
{
    internal PhaseTimes(PairedRun sides, Phase phase)
        : base(sides, o => o[phase]) => Phase = phase;

    [JsonIgnore]
    public Phase Phase { get; }

    public string Name => Phase.Key();
}
