using KexecPerf.Model.HotPhase;

namespace KexecPerf.Studies.Summaries;

/// <summary>
/// The three columns of a quantity in a summary: the median and the 5 and 95 % quantiles of outcomes. Here alone is how readers find what
/// <see cref="SummaryQuantity"/> wrote.
/// </summary>
/// <param name="Key">Name of the columns without quantile and unit.</param>
/// <param name="Unit">Last part of the columns' names; empty for ratios and probabilities.</param>
internal sealed record IntervalColumns(string Key, string Unit)
{
    /// <summary>What CMA placement saves of any span, ms.</summary>
    public static IntervalColumns Saved { get; } = new("saved", "ms");

    /// <summary>Paired ratio of the hot phase, page list over CMA.</summary>
    public static IntervalColumns HotPhaseSpeedup { get; } = new("hot_phase_speedup", "");

    /// <summary>Paired ratio of the downtime, page list over CMA.</summary>
    public static IntervalColumns DowntimeSpeedup { get; } = new("downtime_speedup", "");

    /// <summary>Paired ratio of the switch, page list over CMA.</summary>
    public static IntervalColumns SwitchSpeedup { get; } = new("switch_speedup", "");

    /// <summary>Columns of the three quantiles, in the order median, low, high.</summary>
    public IReadOnlyList<string> Columns => [Median, Low, High];

    /// <summary>Column of the median.</summary>
    public string Median => Column("median");

    /// <summary>Column of the 5 % quantile.</summary>
    public string Low => Column("low");

    /// <summary>Column of the 95 % quantile.</summary>
    public string High => Column("high");

    /// <summary>A span of one side, such as <c>hot_phase</c> or <c>load</c>, ms.</summary>
    public static IntervalColumns Of(string side, string span) => new($"{side}_{span}", "ms");

    /// <summary>A phase of one side, ms.</summary>
    public static IntervalColumns Of(string side, Phase phase) => Of(side, phase.Key());

    /// <summary>Probability that a stray write damages the image of one side unnoticed, or that the purgatory notices.</summary>
    public static IntervalColumns Probability(string side, bool detected) =>
        new($"{side}_{(detected ? "detected" : "silent")}_probability", "");

    private string Column(string quantile) =>
        Unit.Length == 0 ? $"{Key}_{quantile}" : $"{Key}_{quantile}_{Unit}";
}
