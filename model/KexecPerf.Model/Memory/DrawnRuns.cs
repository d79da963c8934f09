namespace KexecPerf.Model.Memory;

/// <summary>
/// Free runs of one length in a zone, each worked out from its place alone: there can be millions,
/// of which a load takes some.
/// </summary>
/// <param name="blocks">What the zone has, in ascending order.</param>
/// <param name="length">Pages of a run.</param>
/// <param name="count">How many runs.</param>
internal abstract class DrawnRuns(IEnumerable<PageRange> blocks, long length, long count)
{
    private readonly PageRange[] _blocks = [.. blocks];

    /// <summary>The run worked out last: its parts are asked for one after the other.</summary>
    private (long Run, long Offset) _last = (-1, 0);

    /// <summary>Pages of a run.</summary>
    public long Length => length;

    /// <summary>How many runs.</summary>
    public long Count => count;

    /// <summary>How many places: a run has as many as there are blocks it might lie in.</summary>
    public long Places => count * PlacesARun;

    /// <summary>A run is in two where a block ends.</summary>
    public long PlacesARun { get; } = length > 1 ? blocks.Count() : 1;

    /// <summary>The run at a place, or the part of it in a later block; no pages if there is none.</summary>
    public PageRange this[long place]
    {
        get
        {
            (long run, long part) = PlacesARun == 1 ? (place, 0) : Math.DivRem(place, PlacesARun);
            return PartOf(run, part);
        }
    }

    /// <summary>
    /// How many runs, this one the first, are known to lie whole in one block, clear of a load's
    /// destinations, and each apart from the next; at least 1, itself.
    /// </summary>
    /// <param name="run">The first.</param>
    /// <param name="most">No more than these are asked for.</param>
    /// <param name="clear">Where they may lie.</param>
    public virtual long ApartFrom(long run, long most, in ClearPages clear)
    {
        long end = Math.Min(count, run + most);
        long next = run;
        for (PageRange last = default; next < end; next++)
        {
            PageRange at = PartOf(next, 0);
            if (at.Pages < length || at.Start == last.End || !clear.Has(at))
            {
                break;
            }

            last = at;
        }

        return Math.Max(1, next - run);
    }

    private PageRange PartOf(long run, long part)
    {
        if (_last.Run != run)
        {
            _last = (run, OffsetOf(run));
        }

        return SortedRanges.PartOf(_blocks, _last.Offset, length, part);
    }

    /// <summary>How many of the blocks' pages are before a run.</summary>
    protected abstract long OffsetOf(long run);

    /// <summary>
    /// Behind which offset the block of an offset ends, or the part of it that is clear.
    /// </summary>
    protected long EndOfBlock(long offset, in ClearPages clear)
    {
        long before = 0;
        int block = 0;
        while (offset >= before + _blocks[block].Pages)
        {
            before += _blocks[block++].Pages;
        }

        PageRange of = _blocks[block];
        long end = clear.EndFrom(of.Start + offset - before);
        return before + Math.Min(of.End, end) - of.Start;
    }
}
