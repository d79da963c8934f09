using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Tests.Caches;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>
/// Relocation and purgatory once more, by other means: page names instead of numbers, the Poisson law instead of thresholds, decimal
/// costs instead of tables, a loop instead of a simulation. For medians of the bench machines: coherent caches of 8192 pages, a copy a
/// page, digest never skipped.
/// </summary>
internal sealed class CacheOracle
{
    private const int Ways = 4;
    private const double Capacity = 8_192;

    private readonly Dictionary<(string What, long Page), long> _lastTouch = [];
    private readonly ClassCosts _costs;
    private readonly LoadedImage _image;
    private readonly bool _arm64;
    private long _touches;

    public CacheOracle(Scenario scenario)
    {
        MachineDraw draw = MachineDraw.Medians(scenario.Machine);
        _image = scenario.Laid(draw);
        _costs = new ClassCosts(scenario.Machine);
        _arm64 = scenario.Machine.Architecture == Architecture.Arm64;
        Load();
        _touches += scenario.ExecAfter.Picoseconds / Bench.Microsecond; // 4.096 GB/s
    }

    /// <summary>Copies every listed page in list order; sources in runs of 600 over the whole list.</summary>
    public long Relocate()
    {
        long time = 7 * Bench.Microsecond;
        long entry = 0;
        foreach (PlacedSegment placed in _image.Segments.Where(s => s.IsListed))
        {
            for (long i = 0; i < placed.Segment.Pages.Pages; i++, entry++)
            {
                (string, long) source = ("source", entry);
                (string, long) destination = (placed.Segment.Name, i);
                (int from, int to) = (Level(source), Level(destination));
                Touch(source);
                Touch(destination);
                bool scattered = entry % Bench.RunPages == 0;
                time += scattered ? _costs.Scattered(from, to) : _costs.Sequential(from, to);
                if (_arm64)
                {
                    time += 64 * 10 * Bench.Nanosecond + 60 * Bench.Nanosecond;
                    _lastTouch.Remove(destination);
                }
            }
        }

        return time;
    }

    /// <summary>19 us, 10 us a page and 10 ns for each sixteenth that is not cached.</summary>
    public long Hash()
    {
        long time = 19 * Bench.Microsecond;
        foreach (PlacedSegment placed in _image.Segments.Where(s => s.Segment.Name != "purgatory"))
        {
            for (long i = 0; i < placed.Segment.Pages.Pages; i++)
            {
                int level = Level((placed.Segment.Name, i));
                Touch((placed.Segment.Name, i));
                time += 10 * Bench.Microsecond + (16 - level) * 10 * Bench.Nanosecond;
            }
        }

        return _arm64 ? 0 : time;
    }

    private void Load()
    {
        long entry = 0;
        foreach (PlacedSegment placed in _image.Segments)
        {
            for (long i = 0; i < placed.Segment.Pages.Pages; i++)
            {
                _touches += i < placed.Segment.ContentPages.Pages ? 1 : 0;
                Touch(placed.IsListed ? ("source", entry++) : (placed.Segment.Name, i));
            }
        }
    }

    private void Touch((string, long) page) => _lastTouch[page] = ++_touches;

    private int Level((string, long) page) =>
        _lastTouch.TryGetValue(page, out long touch)
            ? PoissonLaw.Level(Ways, (_touches - touch) / Capacity)
            : 0;
}
