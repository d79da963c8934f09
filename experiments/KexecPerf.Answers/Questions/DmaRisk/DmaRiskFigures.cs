using System.Text.Json.Serialization;
using KexecPerf.Answers.Statistics;

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

    /// <summary>What of the damage the hash finds, at the medians.</summary>
    [JsonIgnore]
    public double DetectedShare =>
        Probability.Median > 0 ? Math.Min(1, DetectedProbability.Median / Probability.Median) : 0;

    public string Name { get; }

    public string KernelVersion { get; }

    /// <summary>Any damage, a kexec.</summary>
    public Interval Probability { get; }

    /// <summary>Kexecs to one that is damaged; null where none is.</summary>
    public double? OneIn =>
        Probability.Median > 0 ? Math.Min(double.MaxValue, 1 / Probability.Median) : null;

    [JsonPropertyName("damaged_per_10000_hosts")]
    public Interval DamagedHosts =>
        new(Hosts * Probability.Median, Hosts * Probability.Low, Hosts * Probability.High);

    /// <summary>By the hash.</summary>
    public Interval DetectedProbability { get; }

    public Interval SilentProbability { get; }

    public Interval SilentKernelTextProbability { get; }

    public Interval SilentKernelDataProbability { get; }

    public Interval SilentInitrdProbability { get; }

    /// <summary>Expected writes to memory outside the image.</summary>
    public Interval WritesElsewhere { get; }
}
