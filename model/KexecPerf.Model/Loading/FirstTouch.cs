using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Loading;

/// <summary>
/// Host pages that a load, and after it the relocation, are the first to write. Unbacked is what is
/// free: never written since boot, or given back by free page reporting, which takes blocks of a
/// pageblock and more two seconds after they became free (mm/page_reporting.c). Buffers that a load
/// reads into are free again after it, and so unbacked once more. A load right after another finds
/// what that wrote still backed.
/// </summary>
internal sealed class FirstTouch
{
    private readonly HostPages _host;
    private readonly UnbackedPages _atLoad;
    private readonly UnbackedPages _atExec;
    private readonly bool _again;
    private long _ofSources;

    /// <summary>Free pages kept that have no place.</summary>
    private long _anywhere;

    private FirstTouch(HostPages host, PhysicalMemory memory, bool again)
    {
        _host = host;
        _again = again;
        _atLoad = new UnbackedPages(host.GuestPages, memory.Unbacked, memory.UnbackedBlocks);
        _atExec = new UnbackedPages(
            host.GuestPages,
            [.. memory.Unbacked, HoleSearch.AllScratch],
            memory.UnbackedBlocks
        );
        long all = memory.Layout.Low.Pages + memory.Layout.Normal.Pages;
        long inArea = memory.Area is { } area ? area.Pages - area.BackedIn(new(0, area.Pages)) : 0;
        UnbackedShare = (_atLoad.GuestPages + inArea) / (double)all;
    }

    /// <summary>Of memory as the load finds it; null where all is backed.</summary>
    public static FirstTouch? Of(Scenario scenario, PhysicalMemory memory) =>
        HostPages.Of(scenario.Memory.Backing, scenario.PageSize) is { } host
            ? new FirstTouch(host, memory, scenario.Reload)
            : null;

    /// <summary>Share of RAM that is unbacked before the load.</summary>
    public double UnbackedShare { get; }

    /// <summary>Faults of the buffers that files are read into.</summary>
    public long OfBuffers { get; private set; }

    /// <summary>Faults of the pages that the page list keeps.</summary>
    public long OfSources =>
        _again
            ? 0
            : _ofSources + (_anywhere + _host.GuestPages - 1) / _host.GuestPages * _host.Faults;

    /// <summary>Faults of segments in the CMA area.</summary>
    public long OfCma { get; private set; }

    /// <summary>Faults of the image's pages, wherever the load put it.</summary>
    public long OfImage => OfSources + OfCma;

    /// <summary>Faults of the load.</summary>
    public long OfLoad => OfBuffers + OfImage;

    /// <summary>Buffers are written; they are free again when the load is over.</summary>
    public void Buffer(PageRange pages) => OfBuffers += Faults(_atLoad.Write(pages));

    /// <summary>Pages that the load keeps are written.</summary>
    public void Source(PageRange pages)
    {
        _ofSources += Faults(_atLoad.Write(pages));
        _atExec.Write(pages);
    }

    /// <summary>The load keeps free pages that lie anywhere below the watermarks.</summary>
    public void SourceAnywhere(long pages) => _anywhere += pages;

    /// <summary>
    /// Segments in the area are written once, at load: what of their pages was not in use when the
    /// load began is unbacked.
    /// </summary>
    /// <param name="area">As drawn, whatever was taken of it since; null without segments.</param>
    /// <param name="written">By segment: pages of the area.</param>
    public void Cma(CmaArea? area, IEnumerable<PageRange> written)
    {
        var seen = new HashSet<long>();
        foreach (PageRange range in written.Where(_ => !_again))
        {
            if (_host.GuestPages == 1)
            {
                OfCma += _host.Faults * (range.Pages - area!.BackedIn(range));
                continue;
            }

            long first = (area!.Start + range.Start) / _host.GuestPages;
            long last = (area.Start + range.End - 1) / _host.GuestPages;
            for (long page = first; range.Pages > 0 && page <= last; page++)
            {
                var whole = new PageRange(page * _host.GuestPages - area.Start, _host.GuestPages);
                OfCma += area.BackedIn(whole) == 0 && seen.Add(page) ? _host.Faults : 0;
            }
        }
    }

    /// <summary>
    /// Entries of the page list whose copy is the first write to a host page, as ranges of entries
    /// in list order: destinations that are free and no source. A page that is its own destination
    /// was written at load.
    /// </summary>
    public List<PageRange> Entries(IEnumerable<PageRange> destinations, SourceRuns runs)
    {
        var entries = new List<PageRange>();
        using IEnumerator<PageRange> places = destinations.GetEnumerator();
        PageRange place = default;
        long entry = 0;
        foreach (SourceRunGroup group in runs.Groups)
        {
            for (long left = group.Pages; left > 0; )
            {
                if (place.Pages == 0)
                {
                    places.MoveNext();
                    place = places.Current;
                }

                var part = new PageRange(place.Start, Math.Min(left, place.Pages));
                if (!group.Run.OwnDestination)
                {
                    Add(entries, part, entry);
                }

                place = new PageRange(part.End, place.Pages - part.Pages);
                left -= part.Pages;
                entry += part.Pages;
            }
        }

        return entries;
    }

    private void Add(List<PageRange> entries, PageRange part, long entry)
    {
        foreach (PageRange fresh in _atExec.Write(part))
        {
            if (_host.GuestPages == 1)
            {
                entries.Add(fresh with { Start = entry + fresh.Start - part.Start });
                continue;
            }

            for (long page = fresh.Start; page < fresh.End; page += _host.GuestPages)
            {
                long first = Math.Max(part.Start, page);
                entries.Add(new PageRange(entry + first - part.Start, 1));
            }
        }
    }

    private long Faults(IReadOnlyList<PageRange> fresh) =>
        _again ? 0 : _host.Faults * fresh.Sum(r => r.Pages) / _host.GuestPages;
}
