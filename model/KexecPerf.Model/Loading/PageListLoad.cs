using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Loading;

/// <summary>
/// Builds the page list of <c>kimage_load_normal_segment</c>: every destination page gets a source
/// by the rules of <c>kimage_alloc_page</c>. A page that is parked for this destination is taken;
/// else pages are allocated until one is nobody's destination, this one's, or one that is loaded
/// already, whose source then moves onto it and frees its old page; pages that are destinations yet
/// to come are parked. Every 511 words (with 4 KiB pages) one more page is allocated for the list
/// itself. Consecutive pages are handled at once, so the time is linear in runs, not in pages; the
/// walks of both lists are counted in closed form.
/// </summary>
internal sealed class PageListLoad
{
    private readonly ImageList _list;
    private readonly Destinations _destinations;
    private readonly FreePages _free;
    private readonly ParkedPages _parked;
    private readonly EntryRuns _entries;

    /// <summary>Words of the list so far, links not counted.</summary>
    private long _words;

    /// <summary>Whether the allocation under way has walked the parked list already.</summary>
    private bool _walked;

    /// <param name="destinations">Of the listed segments, in load order.</param>
    /// <param name="free">Free memory, less what the load allocated before.</param>
    public PageListLoad(IReadOnlyList<PageRange> destinations, FreePages free)
    {
        _list = new ImageList(free.PageSize);
        _destinations = new Destinations(destinations);
        _free = free;
        _parked = new ParkedPages(_destinations.Entries);
        _entries = new EntryRuns(_destinations.Entries, free);
        for (int i = 0; i < destinations.Count && !OutOfMemory; i++)
        {
            Load(i);
        }
    }

    /// <summary>Whether memory ran out.</summary>
    public bool OutOfMemory => _free.Exhausted;

    /// <summary>Entries that are their own destination.</summary>
    public long OwnDestination => _entries.OwnPages;

    /// <summary>Pages of the list read while looking for the source of a destination (<c>kimage_dst_used</c>).</summary>
    public long EntrySteps { get; private set; }

    /// <summary>Parked pages looked at, one walk an allocation.</summary>
    public long ParkedSteps { get; private set; }

    /// <summary>Pages that hold the list.</summary>
    public long IndirectionPages { get; private set; }

    /// <summary>The source runs in list order.</summary>
    public SourceRuns Runs() => _entries.Runs(_destinations.Ranges);

    private void Load(int segment)
    {
        AddWord();
        long entry = _destinations.FirstEntry(segment);
        long end = entry + _destinations.Ranges[segment].Pages;
        while (entry < end && !OutOfMemory)
        {
            // The source whose word does not fit any more is allocated before the page for it.
            long beforeLink = _list.WordsPerPage - _words % _list.WordsPerPage;
            long pages = Math.Min(end - entry, beforeLink % _list.WordsPerPage);
            if (pages == 0)
            {
                Allocate(entry, 1);
                AllocateLink(entry);
                _words++;
                entry++;
                continue;
            }

            Allocate(entry, pages);
            _words += pages;
            entry += pages;
        }
    }

    /// <summary>IND_DESTINATION.</summary>
    private void AddWord()
    {
        if (_words % _list.WordsPerPage == 0)
        {
            AllocateLink(_entries.Loaded);
        }

        _words++;
    }

    /// <summary>Gets sources for consecutive entries of one segment, words for which are free.</summary>
    private void Allocate(long entry, long pages)
    {
        long words = _words;
        while (pages > 0)
        {
            (long parked, long gap) = _parked.Next(entry);
            long got;
            if (gap == 0)
            {
                got = Math.Min(parked, pages);
                ParkedSteps += _parked.Take(got);
                _entries.AddOwn(entry, got);
            }
            else
            {
                got = FromFree(entry, Math.Min(pages, gap), words);
                if (OutOfMemory)
                {
                    return;
                }
            }

            entry += got;
            pages -= got;
            words += got;
        }
    }

    /// <summary>One page for the list itself, which is nobody's destination.</summary>
    private void AllocateLink(long loaded)
    {
        IndirectionPages++;
        while (!OutOfMemory)
        {
            PageRange run = _free.Current;
            if (OutOfMemory)
            {
                return;
            }

            int d = _destinations.At(run.Start);
            if (d < 0)
            {
                WalkParked(1);
                _free.Take(1);
                return;
            }

            long entry = _destinations.EntryOf(d, run.Start);
            if (entry < loaded)
            {
                WalkParked(1);
                Swap(entry, 1);
                _free.Take(1);
                return;
            }

            // The page of the entry under way was found already: its destination is parked alone, and never asked for.
            long within = Math.Min(run.Pages, _destinations.Ranges[d].End - run.Start);
            Park(entry, entry == loaded ? 1 : within, _words);
        }
    }

    /// <summary>From free memory, up to so many pages at once; 0 where the pages had to be parked.</summary>
    private long FromFree(long entry, long most, long words)
    {
        PageRange run = _free.Current;
        if (OutOfMemory)
        {
            return 0;
        }

        int d = _destinations.At(run.Start);
        if (d < 0)
        {
            long runs = most / run.Pages;
            runs = runs > 1 ? _free.Alike(runs, _destinations) : runs;
            long pages =
                runs > 1
                    ? runs * run.Pages
                    : Math.Min(most, Math.Max(_destinations.Before(run), _free.Anywhere));
            WalkParked(pages);
            if (runs > 1)
            {
                _entries.AddAlike(entry, _free.TakeAlike(runs), pages);
                return pages;
            }

            _entries.Add(entry, run.Start, pages);
            _free.Take(pages);
            return pages;
        }

        long other = _destinations.EntryOf(d, run.Start);
        long within = Math.Min(run.Pages, _destinations.Ranges[d].End - run.Start);
        if (other == entry)
        {
            long pages = Math.Min(most, within);
            WalkParked(pages);
            _entries.AddOwn(entry, pages);
            _free.Take(pages);
            return pages;
        }

        if (other < entry)
        {
            long pages = Math.Min(Math.Min(most, within), entry - other);
            PageRange sources = _entries.SourcesFrom(other);
            pages = Math.Min(pages, sources.Pages);
            WalkParked(pages);
            _entries.Add(entry, sources.Start, pages);
            Swap(other, pages);
            _free.Take(pages);
            return pages;
        }

        Park(other, within, words);
        return 0;
    }

    /// <summary>Loaded entries become their own destination; each was looked for from the head of the list.</summary>
    private void Swap(long entry, long pages)
    {
        int segment = _destinations.SegmentOf(entry);
        EntrySteps += _list.StepsTo(entry + segment + 1, pages);
        _entries.MakeOwn(entry, pages);
    }

    /// <summary>Pages are destinations yet to come; each was looked for in the whole list.</summary>
    private void Park(long entry, long pages, long words)
    {
        if (!_walked)
        {
            ParkedSteps += _parked.Count;
            _walked = true;
        }

        EntrySteps += pages * _list.StepsOfAll(words);
        _parked.Add(entry, pages);
        _free.Take(pages);
    }

    private void WalkParked(long allocations)
    {
        ParkedSteps += (allocations - (_walked ? 1 : 0)) * _parked.Count;
        _walked = false;
    }
}
