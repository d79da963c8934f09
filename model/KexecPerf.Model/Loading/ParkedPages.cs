using System.Numerics;

namespace KexecPerf.Model.Loading;

/// <summary>
/// Pages allocated that are destinations yet to come (<c>image-&gt;dest_pages</c>), newest first as <c>list_add</c> puts them. Kept as runs of consecutive entries; the
/// load takes entries in ascending order, so always the oldest of a run that is left.
/// </summary>
/// <param name="entries">Of the list.</param>
internal sealed class ParkedPages(long entries)
{
    /// <summary>Runs of which <see cref="_older"/> knows one sum.</summary>
    private const int Block = 32;

    private readonly long _entries = entries;

    /// <summary>By run in order of parking, pages left.</summary>
    private readonly List<int> _pages = [];

    /// <summary>Fenwick tree over <see cref="_pages"/>, a <see cref="Block"/> at a time.</summary>
    private readonly List<long> _older = [0];

    /// <summary>A bit for each entry that is the first left of a run, and by entry which run; there once one is.</summary>
    private ulong[] _isFirst = [];
    private int[] _runOf = [];

    /// <summary>No entry from the one asked for last up to this one is parked.</summary>
    private long _next = entries;

    /// <summary>Pages parked.</summary>
    public long Count { get; private set; }

    /// <summary>The next parked run at or after an entry: how many pages from its start, and how far off it starts.</summary>
    public (long Pages, long Gap) Next(long entry)
    {
        if (_next < entry)
        {
            // Parked for the very entry whose list page was being allocated: never asked for again.
            _next = FirstFrom(entry);
        }

        return _next < _entries ? (_pages[_runOf[_next]], _next - entry) : (0, long.MaxValue);
    }

    /// <summary>Parks consecutive entries' pages, the lowest first.</summary>
    public void Add(long entry, long pages)
    {
        if (_runOf.Length == 0)
        {
            _isFirst = new ulong[(_entries + 63) / 64];
            _runOf = new int[_entries];
        }

        if (_pages.Count % Block == 0)
        {
            int i = _older.Count;
            long sum = 0;
            for (int j = 1; j < (i & -i); j <<= 1)
            {
                sum += _older[i - j];
            }

            _older.Add(sum);
        }

        Mark(entry, _pages.Count);
        _pages.Add((int)pages);
        _older[^1] += pages;
        Count += pages;
        _next = Math.Min(_next, entry);
    }

    /// <summary>Takes the first pages of the run <see cref="Next"/> named; returns the steps of the walks that found them.</summary>
    public long Take(long pages)
    {
        int run = _runOf[_next];
        int left = _pages[run];
        long steps = pages * (Newer(run) + left) - pages * (pages - 1) / 2;
        _pages[run] = left - (int)pages;
        for (int i = run / Block + 1; i < _older.Count; i += i & -i)
        {
            _older[i] -= pages;
        }

        Count -= pages;
        _isFirst[_next >> 6] &= ~(1UL << (int)(_next & 63));
        if (left > pages)
        {
            Mark(_next + pages, run);
        }

        _next = FirstFrom(_next);
        return steps;
    }

    private void Mark(long entry, int run)
    {
        _isFirst[entry >> 6] |= 1UL << (int)(entry & 63);
        _runOf[entry] = run;
    }

    private long FirstFrom(long entry)
    {
        long word = entry >> 6;
        ulong rest = _isFirst[word] >> (int)(entry & 63) << (int)(entry & 63);
        while (rest == 0)
        {
            if (++word == _isFirst.Length)
            {
                return _entries;
            }

            rest = _isFirst[word];
        }

        return (word << 6) + BitOperations.TrailingZeroCount(rest);
    }

    /// <summary>Pages of the runs parked behind one.</summary>
    private long Newer(int run)
    {
        long upToBlock = 0;
        for (int i = run / Block + 1; i > 0; i -= i & -i)
        {
            upToBlock += _older[i];
        }

        long newer = Count - upToBlock;
        int end = Math.Min(_pages.Count, (run / Block + 1) * Block);
        for (int i = run + 1; i < end; i++)
        {
            newer += _pages[i];
        }

        return newer;
    }
}
