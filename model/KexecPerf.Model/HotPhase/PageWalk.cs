using KexecPerf.Model.Caches;
using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.HotPhase;

/// <summary>Page by page, an event for each: the specification.</summary>
internal sealed class PageWalk(HotPhaseRun run, ImagePages pages) : IImageWalk
{
    private readonly LastLevelCacheState _cache = new(run.Levels, pages.Count);

    public PageWalk(HotPhaseRun run)
        : this(run, new ImagePages(run.Loaded)) { }

    public void Flush() => _cache.Flush();

    public void Load()
    {
        long[] starts = pages.SegmentStarts();
        using IEnumerator<ListEntry> entries = pages.Entries().GetEnumerator();
        for (int s = 0; s < starts.Length; s++)
        {
            PlacedSegment placed = run.Loaded.Segments[s];
            for (long i = 0; i < placed.Segment.Pages.Pages; i++)
            {
                if (i < placed.Segment.ContentPages.Pages)
                {
                    _cache.TouchOthers(1);
                }

                bool listed = placed.IsListed && entries.MoveNext();
                _cache.Touch(listed ? entries.Current.Source : starts[s] + i);
            }
        }

        _cache.Age(run.Draw.Rate(MachineParameters.CacheEviction), run.Scenario.ExecAfter);
    }

    public IEnumerable<Event> Copy()
    {
        HashSet<long> faulting =
        [
            .. run.Loaded.FaultingEntries.SelectMany(f =>
                Enumerable.Range(0, (int)f.Pages).Select(i => f.Start + i)
            ),
        ];
        long number = -1;
        foreach (ListEntry entry in pages.Entries())
        {
            number++;
            (long source, long destination, bool sequential, _, _) = entry;
            bool own = source == destination;
            if (own && run.Scenario.Kernel.SkipOwnDestination)
            {
                continue;
            }

            int from = run.IsSourceWarm ? HitLaw.Levels : _cache.Level(source);
            int to = own ? HitLaw.Levels : _cache.Level(destination);
            _cache.Touch(source);
            if (!own)
            {
                _cache.Touch(destination);
            }

            long start = run.Sim.NowPs;
            long cost = run.EntryCosts.Of(
                sequential,
                from,
                to,
                entry.FarSource,
                entry.FarDestination
            );
            long fault = faulting.Contains(number) ? run.FaultPs : 0;
            yield return run.PageEnd((run.Taken?.Scaled(cost, start) ?? cost) + fault);
            Note(run.Record.Copied, destination, start);
        }
    }

    public IEnumerable<Event> Hash()
    {
        long[] starts = pages.SegmentStarts();
        for (int s = 0; s < starts.Length; s++)
        {
            Segment segment = run.Loaded.Segments[s].Segment;
            if (!segment.IsHashed)
            {
                continue;
            }

            for (long page = starts[s]; page < starts[s] + segment.Pages.Pages; page++)
            {
                bool far = pages.IsFar(s, page - starts[s]);
                long cost = run.HashCosts.Of(_cache.Level(page), far);
                _cache.Touch(page);
                long start = run.Sim.NowPs;
                yield return run.PageEnd(cost);
                Note(run.Record.Hashed, page, start);
            }
        }
    }

    /// <summary>By the simulation's clock, whatever was asked for.</summary>
    private void Note(PageTimes? times, long page, long startPs) =>
        times?.Add(page, startPs, Extent.Of(1, run.Sim.NowPs - startPs));
}
