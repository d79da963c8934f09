using System.Numerics;

namespace KexecPerf.Model.Memory;

/// <summary>
/// Pages of an area in clusters of one kind, counted over any range: less those that are pinned,
/// and those of ranges that were emptied since.
/// </summary>
internal sealed class ClusterCounts
{
    private readonly long _pages;
    private readonly int _log;
    private readonly PinnedPages _pins;

    /// <summary>A bit for each cluster.</summary>
    private readonly ulong[] _bits;

    /// <summary>By word of bits: set ones in those before it.</summary>
    private readonly int[] _before;

    /// <summary>By pin: how many before it are pages of these clusters.</summary>
    private readonly int[] _pinnedBefore;

    /// <summary>Ascending, apart.</summary>
    private IReadOnlyList<PageRange> _emptied = [];

    /// <summary>By emptied range: pages of these clusters in those before it.</summary>
    private long[] _emptiedBefore = [0];

    /// <param name="pages">Of the area.</param>
    /// <param name="log">log2 pages of a cluster; the last may have fewer.</param>
    /// <param name="bits">Whether a cluster is of the kind, by its number; taken over.</param>
    /// <param name="pins">Pages that do not count.</param>
    public ClusterCounts(long pages, int log, ulong[] bits, PinnedPages pins)
    {
        _pages = pages;
        _log = log;
        _bits = bits;
        _pins = pins;
        _before = new int[bits.Length + 1];
        for (int i = 0; i < bits.Length; i++)
        {
            _before[i + 1] = _before[i] + BitOperations.PopCount(bits[i]);
        }

        _pinnedBefore = new int[pins.Pages.Count + 1];
        for (int i = 0; i < pins.Pages.Count; i++)
        {
            _pinnedBefore[i + 1] = _pinnedBefore[i] + (IsOf(pins.Pages[i] >> log) ? 1 : 0);
        }
    }

    /// <summary>Of the whole area.</summary>
    public long All => In(new PageRange(0, _pages));

    /// <summary>In a range.</summary>
    public long In(PageRange range)
    {
        if (_before[^1] == 0)
        {
            return 0;
        }

        long count = Between(range.Start, range.End);
        int first = SortedRanges.FirstEndingBehind(_emptied, range.Start);
        int behind = SortedRanges.FirstEndingBehind(_emptied, range.End);
        behind += behind < _emptied.Count && _emptied[behind].Start < range.End ? 1 : 0;
        if (first == behind)
        {
            return count;
        }

        long emptied = _emptiedBefore[behind] - _emptiedBefore[first];
        emptied -= Between(Math.Min(_emptied[first].Start, range.Start), range.Start);
        emptied -= Between(range.End, Math.Max(_emptied[behind - 1].End, range.End));
        return count - emptied;
    }

    /// <summary>In a range, whatever was emptied since.</summary>
    public long DrawnIn(PageRange range) => Between(range.Start, range.End);

    /// <summary>From now on none is in these ranges, which are ascending and apart.</summary>
    public void Empty(IReadOnlyList<PageRange> ranges)
    {
        _emptied = ranges;
        _emptiedBefore = new long[ranges.Count + 1];
        for (int i = 0; i < ranges.Count; i++)
        {
            _emptiedBefore[i + 1] = _emptiedBefore[i] + Between(ranges[i].Start, ranges[i].End);
        }
    }

    private long Between(long from, long to) => UpTo(to) - UpTo(from);

    /// <summary>Pages below this one, nothing emptied yet.</summary>
    private long UpTo(long page)
    {
        if (page > _pins.AllFrom)
        {
            return UpTo(_pins.AllFrom);
        }

        long cluster = page >> _log;
        int word = (int)(cluster >> 6);
        ulong below = word < _bits.Length ? _bits[word] & ((1UL << (int)(cluster & 63)) - 1) : 0;
        long whole = (long)(_before[word] + BitOperations.PopCount(below)) << _log;
        long part = page & ((1L << _log) - 1);
        return whole
            + (part > 0 && IsOf(cluster) ? part : 0)
            - _pinnedBefore[_pins.IndexFrom(page)];
    }

    private bool IsOf(long cluster) => ((_bits[cluster >> 6] >> (int)(cluster & 63)) & 1) != 0;
}
