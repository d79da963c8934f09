using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>
/// Rates in bytes a second by probe. A sample is clean when the loops around it ran at full speed:
/// no other thread of the core, and no other guest on it. Where a probe has clean samples enough,
/// they alone count.
/// </summary>
internal sealed class Measurements
{
    /// <summary>From fewer clean samples no median is taken.</summary>
    private const int Fewest = 5;

    /// <summary>A core whose other thread works runs such a loop at about half its speed.</summary>
    private const double CleanShare = 0.8;

    private readonly Dictionary<ProbeKey, List<Sample>> _samples = [];

    /// <summary>
    /// What the CPU is rated at, additions a second, below which (by a sixth) nothing is clean; 0
    /// where the system does not tell.
    /// </summary>
    public double Nominal { get; init; }

    /// <summary>What has been timed.</summary>
    public IEnumerable<ProbeKey> Keys => _samples.Keys;

    /// <summary>
    /// Speed of the loop when nothing disturbs it: the highest that a few samples agree in within
    /// 2 %, since a clock that is read across a switch of threads can be off either way; 0 where
    /// there is no loop.
    /// </summary>
    public double FullSpeed
    {
        get
        {
            double[] clocks =
            [
                .. _samples.Values.SelectMany(s => s).Select(s => s.Clock).OrderDescending(),
            ];
            double agreed = clocks
                .Zip(clocks.Skip(Fewest - 1))
                .FirstOrDefault(c => c.Second >= 0.98 * c.First)
                .First;
            return clocks.All(c => c == 0) ? 0 : Math.Max(agreed, Nominal / 1.2);
        }
    }

    /// <summary>Adds a sample.</summary>
    public void Add(ProbeKey key, Sample sample)
    {
        if (!_samples.TryGetValue(key, out List<Sample>? samples))
        {
            _samples[key] = samples = [];
        }

        samples.Add(sample);
    }

    /// <summary>All rates of a probe, in the order of rounds; none where it was not timed.</summary>
    public IReadOnlyList<double> Rates(ProbeKey key) =>
        [.. _samples.GetValueOrDefault(key, []).Select(s => s.Rate)];

    /// <summary>Share of a probe's samples that are clean, 0 to 1; null where nothing can tell.</summary>
    public double? CleanPart(ProbeKey key) =>
        FullSpeed > 0 && _samples.TryGetValue(key, out List<Sample>? samples)
            ? Clean(samples).Count / (double)samples.Count
            : null;

    /// <summary>
    /// Median, 5 and 95 % of the clean samples; of all where they are too few, and of a hash or a
    /// walk up to what the best would have been on a core of its own. Null where it was not timed.
    /// </summary>
    public Interval? Find(ProbeKey key)
    {
        if (!_samples.TryGetValue(key, out List<Sample>? samples))
        {
            return null;
        }

        List<Sample> clean = Clean(samples);
        bool bound =
            key.Kind is ProbeKind.HashScalar or ProbeKind.HashAccelerated or ProbeKind.Walk;
        return clean.Count >= Fewest ? Interval.Of([.. clean.Select(s => s.Rate)])
            : bound ? Alone(samples)
            : Interval.Of([.. samples.Select(s => s.Rate)]);
    }

    /// <summary>What the core computes goes with its speed; what waits for memory does not.</summary>
    private Interval Alone(List<Sample> samples)
    {
        Interval all = Interval.Of([.. samples.Select(s => s.Rate)]);
        double speed = FullSpeed;
        return speed == 0
            ? all
            : all with
            {
                High = Math.Max(all.High, samples.Max(s => s.Rate * speed / s.Clock)),
            };
    }

    /// <summary>Whether a probe has too few clean samples for its median; false where nothing can tell.</summary>
    public bool IsDisturbed(ProbeKey key) =>
        FullSpeed > 0
        && _samples.TryGetValue(key, out List<Sample>? samples)
        && Clean(samples).Count < Fewest;

    private List<Sample> Clean(List<Sample> samples)
    {
        double least = CleanShare * FullSpeed;
        return [.. samples.Where(s => s.Clock >= least)];
    }
}
