using System.Numerics;
using System.Runtime.InteropServices;
using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Loading;

/// <summary>Sources of the page list's entries as runs, and a bit for each entry that became its own destination.</summary>
/// <param name="entries">Of the list.</param>
/// <param name="free">Where sources are from.</param>
internal sealed class EntryRuns(long entries, FreePages free)
{
    /// <summary>Adjacent to no page.</summary>
    private const long NoSource = long.MinValue / 2;

    private readonly List<Run> _runs = [];
    private readonly ulong[] _own = new ulong[(entries + 63) / 64];

    /// <summary>By entry in steps of 64, which run it is of.</summary>
    private readonly int[] _runOf = new int[(entries + 63) / 64];

    /// <summary>Entries that have a source.</summary>
    public long Loaded { get; private set; }

    /// <summary>Entries that are their own destination.</summary>
    public long OwnPages { get; private set; }

    /// <summary>
    /// Adds entries behind the last with consecutive sources, or with pages anywhere.
    /// </summary>
    public void Add(long entry, long source, long pages)
    {
        if (_runs.Count > 0)
        {
            ref Run last = ref CollectionsMarshal.AsSpan(_runs)[^1];
            if (!last.IsAlike && last.SourceOf(last.Entry + last.Pages) == source)
            {
                last = last with { Pages = last.Pages + (int)pages };
                Reach(last);
                return;
            }
        }

        Append(new Run(source, (int)entry, (int)pages));
    }

    /// <summary>
    /// Adds entries behind the last whose sources are runs alike, the first of them at a place.
    /// </summary>
    public void AddAlike(long entry, long place, long pages) =>
        Append(new Run(~place, (int)entry, (int)pages));

    /// <summary>Adds entries that are their own destination.</summary>
    public void AddOwn(long entry, long pages)
    {
        Append(new Run(NoSource, (int)entry, (int)pages));
        MakeOwn(entry, pages);
    }

    /// <summary>Entries become their own destination.</summary>
    public void MakeOwn(long entry, long pages)
    {
        OwnPages += pages;
        for (long end = entry + pages; entry < end; )
        {
            int bit = (int)(entry & 63);
            int count = (int)Math.Min(64 - bit, end - entry);
            _own[entry >> 6] |= (count == 64 ? ulong.MaxValue : (1UL << count) - 1) << bit;
            entry += count;
        }
    }

    /// <summary>
    /// The source of an entry that is not its own destination, and of those behind it as far as
    /// they are consecutive. None that may be anywhere: those come behind all that is somewhere.
    /// </summary>
    public PageRange SourcesFrom(long entry)
    {
        Run run = Find(entry);
        return run.IsAlike
            ? AlikeAt(run, entry)
            : new(run.SourceOf(entry), run.Entry + run.Pages - entry);
    }

    /// <summary>
    /// All entries in list order, cut where the source jumps, stops being the destination or comes
    /// to another node's memory.
    /// </summary>
    public SourceRuns Runs(IReadOnlyList<PageRange> destinations)
    {
        var merger = new Merger(free.Far);
        var cursor = new DestinationCursor(destinations);
        foreach (ref readonly Run run in CollectionsMarshal.AsSpan(_runs))
        {
            if (OwnPages == 0)
            {
                Add(merger, run, run.Entry, run.Pages);
                continue;
            }

            for (long entry = run.Entry; entry < run.Entry + run.Pages; )
            {
                (bool own, long same) = SameFrom(entry, run.Entry + run.Pages - entry);
                (long destination, long inSegment) = cursor.At(entry);
                same = Math.Min(same, inSegment);
                if (own)
                {
                    merger.Add(destination, same, true);
                }
                else
                {
                    Add(merger, run, entry, same);
                }

                entry += same;
            }
        }

        return merger.Done();
    }

    /// <summary>Adds consecutive entries of a run that are not their own destination.</summary>
    private void Add(Merger merger, in Run run, long entry, long pages)
    {
        if (!run.IsAlike)
        {
            merger.Add(run.SourceOf(entry), pages, false);
            return;
        }

        long each = free.Runs.LengthAt(~run.Source);
        for (long end = entry + pages; entry < end; )
        {
            PageRange source = AlikeAt(run, entry);
            long here = Math.Min(source.Pages, end - entry);
            merger.Add(source.Start, here, false);
            entry += here;
            // The last of them may go on in what follows.
            long between = (end - entry - 1) / each;
            if (between > 0)
            {
                merger.AddApart(each, (int)between);
                entry += between * each;
            }
        }
    }

    /// <summary>What is left of the run of an entry's source, from that on.</summary>
    private PageRange AlikeAt(in Run run, long entry) =>
        free.Runs.Behind(~run.Source, entry - run.Entry);

    /// <summary>The run of an entry.</summary>
    private Run Find(long entry)
    {
        ReadOnlySpan<Run> runs = CollectionsMarshal.AsSpan(_runs);
        int at = _runOf[entry >> 6];
        while (at + 1 < runs.Length && runs[at + 1].Entry <= entry)
        {
            at++;
        }

        return runs[at];
    }

    private void Append(Run run)
    {
        _runs.Add(run);
        Reach(run);
    }

    /// <summary>The last run reaches so far.</summary>
    private void Reach(Run last)
    {
        int block = (int)((Loaded + 63) >> 6);
        Loaded = last.Entry + last.Pages;
        for (; (long)block << 6 < Loaded; block++)
        {
            _runOf[block] = _runs.Count - 1;
        }
    }

    /// <summary>Whether an entry is its own destination, and for how many entries that stays so.</summary>
    private (bool Own, long Same) SameFrom(long entry, long most)
    {
        ulong word = _own[entry >> 6] >> (int)(entry & 63);
        bool own = (word & 1) != 0;
        long same = 0;
        for (long at = entry; same < most; )
        {
            int bit = (int)(at & 63);
            ulong rest = (own ? ~_own[at >> 6] : _own[at >> 6]) >> bit;
            int run = rest == 0 ? 64 - bit : BitOperations.TrailingZeroCount(rest);
            same += run;
            at += run;
            if (run < 64 - bit)
            {
                break;
            }
        }

        return (own, Math.Min(same, most));
    }

    /// <summary>
    /// Entries with consecutive sources, with pages anywhere, or with runs alike; small, since there
    /// can be one for every page.
    /// </summary>
    /// <param name="Source">The first; of runs alike the complement of the first's place.</param>
    /// <param name="Entry">The first.</param>
    /// <param name="Pages">How many.</param>
    private readonly record struct Run(long Source, int Entry, int Pages)
    {
        public bool IsAlike => Source is < 0 and > NoSource / 2;

        public long SourceOf(long entry) => Source + entry - Entry;
    }

    /// <summary>Joins neighbours.</summary>
    private sealed class Merger(FarPages farPages)
    {
        private readonly SourceRuns _runs = new();
        private long _next = -1;
        private bool _own;
        private bool _far;
        private long _pages;

        public void Add(long source, long pages, bool own)
        {
            long near = farPages.Before(source, pages);
            if (source >= FreePages.Elsewhere)
            {
                Flush();
                _runs.Add(new SourceRun(1, false, near == 0), (int)pages);
                (_next, _pages) = (-1, 0);
                return;
            }

            if (near > 0)
            {
                Add(source, near, own, far: false);
            }

            if (near < pages)
            {
                Add(source + near, pages - near, own, far: true);
            }
        }

        private void Add(long source, long pages, bool own, bool far)
        {
            if (source == _next && own == _own && far == _far)
            {
                _pages += pages;
            }
            else
            {
                Flush();
                _own = own;
                _far = far;
                _pages = pages;
            }

            _next = source + pages;
        }

        /// <summary>Runs behind the last, as near as it, that touch nothing.</summary>
        public void AddApart(long pages, int times)
        {
            Flush();
            _runs.Add(new SourceRun(pages, false, _far), times);
            (_next, _pages) = (-1, 0);
        }

        public SourceRuns Done()
        {
            Flush();
            return _runs;
        }

        private void Flush()
        {
            if (_pages > 0)
            {
                _runs.Add(new SourceRun(_pages, _own, _far));
            }
        }
    }

    /// <summary>Destination page of an entry, asked in ascending order.</summary>
    private sealed class DestinationCursor(IReadOnlyList<PageRange> destinations)
    {
        private int _segment;
        private long _first;

        public (long Page, long InSegment) At(long entry)
        {
            while (entry - _first >= destinations[_segment].Pages)
            {
                _first += destinations[_segment].Pages;
                _segment++;
            }

            long offset = entry - _first;
            PageRange segment = destinations[_segment];
            return (segment.Start + offset, segment.Pages - offset);
        }
    }
}
