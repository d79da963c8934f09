using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>The risk of one placement or mitigation.</summary>
internal sealed record DmaRiskFigures
{
    /// <summary>A fleet.</summary>
    public const int Hosts = 10_000;

    internal DmaRiskFigures(DmaRiskCase one, DmaRun run)
    {
        Name = one.Key;
        Title = one.Title;
        KernelVersion = one.Scenario.Kernel.Name;
        Probability = run.Of(r => r.Any);
        DetectedProbability = run.Of(r => r.Detected);
        SilentProbability = run.Of(r => r.Silent);
        SilentKernelTextProbability = run.Of(r => r.KernelText);
        SilentKernelDataProbability = run.Of(r => r.KernelData);
        SilentInitrdProbability = run.Of(r => r.Initrd);
        WritesElsewhere = run.Sum(r => r.Elsewhere);
    }

    /// <summary>Name in text.</summary>
    [JsonIgnore]
    public string Title { get; }

    /// <summary>What of the expected damage the hash finds: a ratio of means.</summary>
    public double DetectedShare =>
        Probability.Mean > 0 ? Math.Min(1, DetectedProbability.Mean / Probability.Mean) : 0;

    /// <summary>What of the expected damage nothing finds: a ratio of means.</summary>
    public double SilentShare =>
        Probability.Mean > 0 ? Math.Min(1, SilentProbability.Mean / Probability.Mean) : 0;

    public string Name { get; }

    public string KernelVersion { get; }

    /// <summary>Any damage, a kexec.</summary>
    public RiskRange Probability { get; }

    /// <summary>Kexecs to one that is damaged, by the mean; null where none is.</summary>
    public double? OneIn =>
        Probability.Mean > 0 ? Math.Min(double.MaxValue, 1 / Probability.Mean) : null;

    [JsonPropertyName("damaged_per_10000_hosts")]
    public RiskRange DamagedHosts => Probability.Times(Hosts);

    /// <summary>By the hash.</summary>
    public RiskRange DetectedProbability { get; }

    public RiskRange SilentProbability { get; }

    public RiskRange SilentKernelTextProbability { get; }

    public RiskRange SilentKernelDataProbability { get; }

    public RiskRange SilentInitrdProbability { get; }

    /// <summary>Expected writes to memory outside the image.</summary>
    public RiskRange WritesElsewhere { get; }
}
