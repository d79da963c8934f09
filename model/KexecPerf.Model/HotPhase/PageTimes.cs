using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// When each page of an image was copied, or hashed. Pages are the destinations of all segments, numbered in load order from 0; they
/// are worked on in that order. Kept by extents, so that both questions are answered from sums over extents, whatever the size.
/// </summary>
public sealed class PageTimes
{
    private readonly List<Part> _parts = [];

    /// <summary>Pages noted so far.</summary>
    public long Count => _parts.Count == 0 ? 0 : _parts[^1].Before + _parts[^1].Extent.Pages;

    /// <summary>
    /// The end of a page, from the start of the hot phase; null for one that is not worked on: in CMA, the purgatory's own when it
    /// hashes, skipped, or (an event a page) not yet.
    /// </summary>
    public SimTime? End(long page)
    {
        int part = Last(static part => part.FirstPage, page + 1);
        if (part < 0 || page - _parts[part].FirstPage >= _parts[part].Extent.Pages)
        {
            return null;
        }

        Part found = _parts[part];
        return new SimTime(found.StartPs + found.Extent.TimeOf(page - found.FirstPage + 1));
    }

    /// <summary>How many pages have ended strictly before a time: what an observer of that instant finds done.</summary>
    public long DoneBefore(SimTime time)
    {
        int part = Last(static part => part.StartPs, time.Picoseconds);
        return part < 0
            ? 0
            : _parts[part].Before
                + _parts[part].Extent.DoneBefore(time.Picoseconds - _parts[part].StartPs);
    }

    /// <summary>Notes pages that follow those noted before, in number and in time.</summary>
    internal void Add(long firstPage, long startPs, in Extent extent) =>
        _parts.Add(new Part(firstPage, Count, startPs, extent));

    /// <summary>The last part whose key, which grows from part to part, is below a limit; -1 if there is none.</summary>
    private int Last(Func<Part, long> key, long limit)
    {
        int last = -1;
        for (int end = _parts.Count; end - last > 1; )
        {
            int middle = last + (end - last) / 2;
            if (key(_parts[middle]) < limit)
            {
                last = middle;
            }
            else
            {
                end = middle;
            }
        }

        return last;
    }

    private readonly record struct Part(long FirstPage, long Before, long StartPs, Extent Extent);
}
