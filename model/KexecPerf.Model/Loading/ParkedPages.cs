namespace KexecPerf.Model.Loading;

/// <summary>
/// Pages allocated that are destinations yet to come (<c>image-&gt;dest_pages</c>), newest first as <c>list_add</c> puts them. Kept as runs of consecutive entries; the
/// load takes entries in ascending order, so always the oldest of a run that is left.
/// </summary>
internal sealed class ParkedPages
{
    /// <summary>By run in order of parking: first entry left, and how many.</summary>
    private readonly List<(long Entry, long Pages)> _runs = [];

    /// <summary>Fenwick tree over <see cref="_runs"/>' pages.</summary>
    private readonly List<long> _tree = [0];

    private readonly PriorityQueue<int, long> _byEntry = new();

    /// <summary>Pages parked.</summary>
    public long Count { get; private set; }

    /// <summary>The next parked run at or after an entry: how many pages from its start, and how far off it starts.</summary>
    public (long Pages, long Gap) Next(long entry)
    {
        while (_byEntry.TryPeek(out int run, out long first))
        {
            if (first >= entry)
            {
                return (_runs[run].Pages, first - entry);
            }

            // Parked for the very entry whose list page was being allocated: never asked for again.
            _byEntry.Dequeue();
            if (_runs[run].Pages > 1)
            {
                throw new InvalidOperationException("A parked run was passed over.");
            }
        }

        return (0, long.MaxValue);
    }

    /// <summary>Parks consecutive entries' pages, the lowest first.</summary>
    public void Add(long entry, long pages)
    {
        _runs.Add((entry, pages));
        int i = _runs.Count;
        long sum = pages;
        for (int j = 1; j < (i & -i); j <<= 1)
        {
            sum += _tree[i - j];
        }

        _tree.Add(sum);
        _byEntry.Enqueue(i - 1, entry);
        Count += pages;
    }

    /// <summary>Takes the first pages of the run <see cref="Next"/> named; returns the steps of the walks that found them.</summary>
    public long Take(long pages)
    {
        int run = _byEntry.Dequeue();
        (long entry, long left) = _runs[run];
        long newer = Count - Prefix(run + 1);
        long steps = pages * (newer + left) - pages * (pages - 1) / 2;
        _runs[run] = (entry + pages, left - pages);
        for (int i = run + 1; i < _tree.Count; i += i & -i)
        {
            _tree[i] -= pages;
        }

        Count -= pages;
        if (left > pages)
        {
            _byEntry.Enqueue(run, entry + pages);
        }

        return steps;
    }

    private long Prefix(int runs)
    {
        long sum = 0;
        for (int i = runs; i > 0; i -= i & -i)
        {
            sum += _tree[i];
        }

        return sum;
    }
}
