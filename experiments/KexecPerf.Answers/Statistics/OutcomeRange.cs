using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Statistics;

/// <summary>
/// A figure's outcomes: median and 90 % over both levels together, of each level alone, and how far
/// all of it is off because the runs are finitely many. What is not printed is not computed.
/// </summary>
internal sealed class OutcomeRange
{
    private readonly double[] _sorted;
    private readonly double _confidence;
    private readonly Lazy<Interval?> _unknown;
    private readonly Lazy<Interval?> _varies;
    private readonly Lazy<QuantileErrors> _errors;

    /// <param name="sample">Over both levels, in any order.</param>
    /// <param name="confidence">Of the Monte Carlo intervals.</param>
    /// <param name="ofLevel">The same figure while a level varies alone.</param>
    public OutcomeRange(
        IEnumerable<double> sample,
        double confidence,
        Func<UncertaintyLevel, IReadOnlyCollection<double>> ofLevel
    )
    {
        _sorted = [.. sample];
        Array.Sort(_sorted);
        _confidence = confidence;
        All = Interval.OfSorted(_sorted);
        _unknown = new(() => OfLevel(UncertaintyLevel.Unknown));
        _varies = new(() => OfLevel(UncertaintyLevel.Varies));
        _errors = new(() => QuantileErrors.Of(_sorted, _confidence));

        Interval? OfLevel(UncertaintyLevel level) =>
            ofLevel(level) is { Count: > 0 } some ? Interval.Of(some) : null;
    }

    /// <summary>Over both levels.</summary>
    [JsonIgnore]
    public Interval All { get; }

    /// <inheritdoc cref="Interval.Median"/>
    public double Median => All.Median;

    /// <inheritdoc cref="Interval.Low"/>
    public double Low => All.Low;

    /// <inheritdoc cref="Interval.High"/>
    public double High => All.High;

    /// <summary>
    /// 5 % quantile over machines, of the median run; null where there is no figure.
    /// </summary>
    public double? UnknownLow => _unknown.Value?.Low;

    /// <summary>95 % quantile over machines, of the median run.</summary>
    public double? UnknownHigh => _unknown.Value?.High;

    /// <summary>
    /// 5 % quantile over runs, of the median machine; null where there is no figure.
    /// </summary>
    public double? VariesLow => _varies.Value?.Low;

    /// <summary>95 % quantile over runs, of the median machine.</summary>
    public double? VariesHigh => _varies.Value?.High;

    /// <summary>95 % intervals of the three quantiles, in the same unit.</summary>
    public QuantileErrors MonteCarlo => _errors.Value;

    /// <summary>For what needs median and ends alone.</summary>
    public static implicit operator Interval(OutcomeRange range) => range.All;
}
