namespace KexecPerf.Model.Memory;

/// <summary>
/// Host pages that nobody has written yet, or that the guest gave back: those all of whose guest
/// pages are free. Ascending ranges, apart, in host pages; each write takes its own out.
/// </summary>
internal sealed class UnbackedPages
{
    private readonly long _guestPages;
    private readonly List<PageRange> _ranges = [];

    /// <param name="guestPages">Guest pages in a host page.</param>
    /// <param name="free">Ranges of guest pages, in any order.</param>
    public UnbackedPages(long guestPages, IEnumerable<PageRange> free)
    {
        _guestPages = guestPages;
        foreach (PageRange range in Joined(free))
        {
            long first = (range.Start + guestPages - 1) / guestPages;
            long pages = range.End / guestPages - first;
            if (pages > 0)
            {
                _ranges.Add(new PageRange(first, pages));
            }
        }
    }

    /// <summary>How many guest pages they hold.</summary>
    public long GuestPages => _guestPages * _ranges.Sum(r => r.Pages);

    /// <summary>
    /// Guest pages are written: the host pages around them that were unbacked, ascending, which are
    /// backed from now on.
    /// </summary>
    public IReadOnlyList<PageRange> Write(PageRange guest)
    {
        long from = guest.Start / _guestPages;
        long to = (guest.End + _guestPages - 1) / _guestPages;
        int first = SortedRanges.FirstEndingBehind(_ranges, from);
        int behind = first;
        var fresh = new List<PageRange>();
        for (; behind < _ranges.Count && _ranges[behind].Start < to; behind++)
        {
            long start = Math.Max(from, _ranges[behind].Start);
            fresh.Add(new PageRange(start, Math.Min(to, _ranges[behind].End) - start));
        }

        if (fresh.Count > 0)
        {
            PageRange left = Between(_ranges[first].Start, from);
            PageRange right = Between(to, _ranges[behind - 1].End);
            _ranges.RemoveRange(first, behind - first);
            _ranges.InsertRange(first, ((PageRange[])[left, right]).Where(r => r.Pages > 0));
        }

        return fresh;
    }

    private static PageRange Between(long from, long to) => new(from, Math.Max(0, to - from));

    private static IEnumerable<PageRange> Joined(IEnumerable<PageRange> ranges)
    {
        PageRange last = default;
        foreach (PageRange range in ranges.OrderBy(r => r.Start))
        {
            if (range.Start <= last.End)
            {
                last = last with { Pages = Math.Max(last.End, range.End) - last.Start };
                continue;
            }

            yield return last;
            last = range;
        }

        yield return last;
    }
}
