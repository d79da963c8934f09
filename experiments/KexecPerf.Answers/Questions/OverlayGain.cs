using System.Text.Json.Serialization;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Kernels;

namespace KexecPerf.Answers.Questions;

/// <summary>An overlay, what it takes off the downtime, and how much more often the kernel boots.</summary>
internal sealed record OverlayGain
{
    internal OverlayGain(Overlay overlay, bool isReleased, PairedRun sides)
    {
        Overlay = overlay;
        IsReleased = isReleased;
        BootOutcome = BootOutcome.Of(sides.Outcomes, sides.ScenarioB);
        SavedMs = sides.SavedMs;
        BootsMore =
            sides.Outcomes.Share(sides.B, o => o.Boots)
            - sides.Outcomes.Share(sides.A, o => o.Boots);
    }

    [JsonIgnore]
    public Overlay Overlay { get; }

    /// <summary>Whether a release has it; else it is a proposal.</summary>
    public bool IsReleased { get; }

    /// <summary>Whether the new kernel boots with it.</summary>
    [JsonIgnore]
    public BootOutcome BootOutcome { get; }

    /// <summary>Share of kexecs, from -1 to 1.</summary>
    [JsonIgnore]
    public double BootsMore { get; }

    [JsonPropertyName("overlay")]
    public string Name => Overlay.Name;

    public string Meaning => Overlay.Meaning;

    public string Source => Overlay.Source;

    public OutcomeRange SavedMs { get; }

    public double BootsMoreOftenPercent => 100 * BootsMore;
}
