using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>Rates in bytes a second, one a round and probe.</summary>
internal sealed class Measurements
{
    private readonly Dictionary<ProbeKey, List<double>> _rates = [];

    /// <summary>What has been timed.</summary>
    public IEnumerable<ProbeKey> Keys => _rates.Keys;

    /// <summary>Adds a rate.</summary>
    public void Add(ProbeKey key, double bytesPerSecond)
    {
        if (!_rates.TryGetValue(key, out List<double>? rates))
        {
            _rates[key] = rates = [];
        }

        rates.Add(bytesPerSecond);
    }

    /// <summary>The rates of a probe, in the order of rounds; none where it was not timed.</summary>
    public IReadOnlyList<double> Rates(ProbeKey key) =>
        _rates.TryGetValue(key, out List<double>? rates) ? rates : [];

    /// <summary>Median, 5 and 95 % of the rounds; null where it was not timed.</summary>
    public Interval? Find(ProbeKey key) =>
        _rates.TryGetValue(key, out List<double>? rates) ? Interval.Of(rates) : null;
}
