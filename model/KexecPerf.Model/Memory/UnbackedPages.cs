namespace KexecPerf.Model.Memory;

/// <summary>
/// Host pages that nobody has written yet, or that the guest gave back: those all of whose guest
/// pages are free. Ascending ranges of guest pages, apart, each of whole host pages; each write
/// takes its own out.
/// </summary>
internal sealed class UnbackedPages
{
    private readonly long _guestPages;
    private readonly List<PageRange> _ranges;

    /// <param name="guestPages">Guest pages in a host page.</param>
    /// <param name="free">Ranges of guest pages, in any order; host pages lie at multiples.</param>
    /// <param name="blocks">Free blocks apart from them and from each other: they stand for aligned
    /// ones, so host pages lie at multiples from their start.</param>
    public UnbackedPages(
        long guestPages,
        IEnumerable<PageRange> free,
        IEnumerable<PageRange> blocks
    )
    {
        _guestPages = guestPages;
        _ranges =
        [
            .. Joined(free)
                .Select(r => Between(Up(r.Start), Down(r.End)))
                .Concat(blocks.Select(b => b with { Pages = Down(b.Pages) }))
                .Where(r => r.Pages > 0)
                .OrderBy(r => r.Start),
        ];
    }

    /// <summary>How many guest pages they hold.</summary>
    public long GuestPages => _ranges.Sum(r => r.Pages);

    /// <summary>
    /// Guest pages are written: the host pages around them that were unbacked, ascending, in guest
    /// pages, which are backed from now on.
    /// </summary>
    public IReadOnlyList<PageRange> Write(PageRange guest)
    {
        int first = SortedRanges.FirstEndingBehind(_ranges, guest.Start);
        if (first == _ranges.Count || _ranges[first].Start >= guest.End)
        {
            return [];
        }

        var fresh = new List<PageRange>();
        var left = new List<PageRange>();
        for (int i = first; i < _ranges.Count && _ranges[i].Start < guest.End; i++)
        {
            PageRange range = _ranges[i];
            long from = range.Start + Down(Math.Max(0, guest.Start - range.Start));
            long to = range.Start + Up(Math.Min(range.Pages, guest.End - range.Start));
            fresh.Add(Between(from, to));
            left.Add(Between(range.Start, from));
            left.Add(Between(to, range.End));
        }

        _ranges.RemoveRange(first, fresh.Count);
        _ranges.InsertRange(first, left.Where(r => r.Pages > 0));
        return fresh;
    }

    private long Down(long pages) => pages / _guestPages * _guestPages;

    private long Up(long pages) => Down(pages + _guestPages - 1);

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
