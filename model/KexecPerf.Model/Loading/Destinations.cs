using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Loading;

/// <summary>Where the listed segments will run, and the page list's entries, numbered through all of them in load order.</summary>
internal sealed class Destinations
{
    private readonly PageRange[] _ranges;
    private readonly long[] _firstEntry;

    /// <summary>Around all of them: most free memory lies outside.</summary>
    private readonly PageRange _around;

    /// <param name="ranges">Of the listed segments, in load order; at least one.</param>
    public Destinations(IReadOnlyList<PageRange> ranges)
    {
        _ranges = [.. ranges];
        _firstEntry = new long[_ranges.Length];
        for (int i = 0; i < _ranges.Length; i++)
        {
            _firstEntry[i] = Entries;
            Entries += _ranges[i].Pages;
        }

        long start = _ranges.Min(r => r.Start);
        _around = new PageRange(start, _ranges.Max(r => r.End) - start);
    }

    /// <summary>In load order.</summary>
    public IReadOnlyList<PageRange> Ranges => _ranges;

    /// <summary>Entries of all.</summary>
    public long Entries { get; }

    /// <summary>The first entry of a segment.</summary>
    public long FirstEntry(int segment) => _firstEntry[segment];

    /// <summary>The segment whose destination a page is; -1: none.</summary>
    public int At(long page)
    {
        if (page >= _around.Start && page < _around.End)
        {
            for (int i = 0; i < _ranges.Length; i++)
            {
                if (page >= _ranges[i].Start && page < _ranges[i].End)
                {
                    return i;
                }
            }
        }

        return -1;
    }

    /// <summary>Pages of a run, which starts outside, before the first that is a destination.</summary>
    public long Before(PageRange run)
    {
        long pages = run.Pages;
        if (run.Overlaps(_around))
        {
            foreach (PageRange range in _ranges)
            {
                long distance = range.Start - run.Start;
                pages = distance > 0 && distance < pages ? distance : pages;
            }
        }

        return pages;
    }

    /// <summary>What of a range is nobody's destination.</summary>
    public ClearPages ClearOf(PageRange range) => new(range, _ranges, _around);

    /// <summary>The entry of a page in a segment's destination.</summary>
    public long EntryOf(int segment, long page) =>
        _firstEntry[segment] + page - _ranges[segment].Start;

    /// <summary>The segment of an entry.</summary>
    public int SegmentOf(long entry)
    {
        int segment = _firstEntry.Length - 1;
        while (_firstEntry[segment] > entry)
        {
            segment--;
        }

        return segment;
    }
}
