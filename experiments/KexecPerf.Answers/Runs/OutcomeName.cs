using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Runs;

/// <summary>
/// What an outcome of kexecs is called, once for the whole way from part to report: parts and the
/// view <c>runs</c> call it <see cref="Column"/>, summaries and the data of figures
/// <see cref="Quantiles"/>, by <see cref="Of(Side)"/> where each side has its own.
/// </summary>
/// <param name="Key">Such as <c>relocation</c>.</param>
/// <param name="Unit">Last part of each column's name; empty for ratios and flags.</param>
internal readonly record struct OutcomeName(string Key, string Unit = "")
{
    private const string Ms = "ms";

    /// <summary>What CMA placement saves of any span.</summary>
    public static OutcomeName Saved { get; } = new("saved", Ms);

    /// <summary>The whole load.</summary>
    public static OutcomeName Load { get; } = new("load", Ms);

    /// <summary>Zeroing, which steps of the load include.</summary>
    public static OutcomeName LoadZeroing { get; } = LoadStep("zeroing");

    /// <summary>Padding of CMA segments that nobody zeroed.</summary>
    public static OutcomeName NotZeroed { get; } = new("not_zeroed", "bytes");

    /// <summary>Probability of any damage to the image by a stray write.</summary>
    public static OutcomeName AnyDamage { get; } = new OutcomeName("any").Probability;

    /// <summary>Probability of damage that the purgatory notices.</summary>
    public static OutcomeName DetectedDamage { get; } = new OutcomeName("detected").Probability;

    /// <summary>Probability of damage that nobody notices.</summary>
    public static OutcomeName SilentDamage { get; } = new OutcomeName("silent").Probability;

    /// <summary>Whether the new kernel came up whole.</summary>
    public static OutcomeName Boots { get; } = new("boots");

    /// <summary>Share of loads of the CMA side that get all segments into CMA memory.</summary>
    public static OutcomeName CmaSuccess { get; } =
        new OutcomeName("success").Of(Side.Cma).Probability;

    /// <summary>A phase.</summary>
    public static OutcomeName Of(Phase phase) => new(phase.Key(), Ms);

    /// <summary>A span of phases.</summary>
    public static OutcomeName Of(PhaseSpan span) => new(span.Key(), Ms);

    /// <summary>Paired ratio of a span, page list over CMA.</summary>
    public static OutcomeName Speedup(PhaseSpan span) => new(span.Key() + "_speedup");

    /// <summary>A step of the load.</summary>
    public static OutcomeName LoadStep(string step) => new("load_" + step, Ms);

    /// <summary>Where it stands alone.</summary>
    public string Column => Named(Key);

    /// <summary>The median of outcomes.</summary>
    public string Median => Named(Key + "_median");

    /// <summary>Their 5 % quantile.</summary>
    public string Low => Named(Key + "_low");

    /// <summary>Their 95 % quantile.</summary>
    public string High => Named(Key + "_high");

    /// <summary>The three quantiles, median first.</summary>
    public IReadOnlyList<string> Quantiles => [Median, Low, High];

    /// <summary>
    /// The 5 and 95 % quantiles over machines, of the median run, and over runs, of the median
    /// machine.
    /// </summary>
    public IReadOnlyList<string> Levels =>
        [
            Named(Key + "_unknown_low"),
            Named(Key + "_unknown_high"),
            Named(Key + "_varies_low"),
            Named(Key + "_varies_high"),
        ];

    /// <summary>The share of it in a whole.</summary>
    public OutcomeName Share => new(Key + "_share", "percent");

    /// <summary>The probability of it.</summary>
    public OutcomeName Probability => new(Key + "_probability");

    /// <summary>That of one side.</summary>
    public OutcomeName Of(Side side) => Under(side.Key());

    /// <summary>The same behind what it belongs to.</summary>
    public OutcomeName Under(string whole) => this with { Key = $"{whole}_{Key}" };

    /// <summary>The same in another unit.</summary>
    public OutcomeName In(string unit) => this with { Unit = unit };

    private string Named(string key) => Unit.Length == 0 ? key : $"{key}_{Unit}";
}
