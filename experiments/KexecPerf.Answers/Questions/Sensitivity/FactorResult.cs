using System.Text.Json.Serialization;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>A factor with its share of the variance.</summary>
internal sealed record FactorResult
{
    internal FactorResult(Factor factor, SobolIndex index, double narrows, MachineProfile machine)
    {
        Name = factor.Name;
        Members = factor.Members;
        IsChance = factor.Evidence is null;
        Evidence = FactorText.Evidence(factor);
        Known = FactorText.Known(factor, machine);
        NarrowsRangePercent = 100 * narrows;
        FirstOrder = Estimate.Of(index.First, index.FirstInterval);
        TotalOrder = Estimate.Of(index.Total, index.TotalInterval);
    }

    /// <summary>Whether it differs from run to run, so that there is nothing to measure.</summary>
    [JsonIgnore]
    public bool IsChance { get; }

    public string Name { get; }

    /// <summary>Paths of the numbers drawn together.</summary>
    public IReadOnlyList<string> Members { get; }

    public string Evidence { get; }

    /// <summary>Range and evidence.</summary>
    public string Known { get; }

    /// <summary>
    /// By how much the 90 % range of outcomes would narrow if it were known to be at its median;
    /// below 0 where that widens it.
    /// </summary>
    public double NarrowsRangePercent { get; }

    /// <summary>Share of the variance that would go, on average, if it were known exactly.</summary>
    public Estimate FirstOrder { get; }

    /// <summary>Share that would stay if all others were known.</summary>
    public Estimate TotalOrder { get; }
}
