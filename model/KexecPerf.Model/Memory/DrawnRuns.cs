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
    public long PlacesARun => length > 1 ? _blocks.Length : 1;

    /// <summary>The run at a place, or the part of it in a later block; no pages if there is none.</summary>
    public PageRange this[long place]
    {
        get
        {
            (long run, long part) = Math.DivRem(place, PlacesARun);
            if (_last.Run != run)
            {
                _last = (run, OffsetOf(run));
            }

            return SortedRanges.PartOf(_blocks, _last.Offset, length, part);
        }
    }

    /// <summary>
    /// How many runs, this one the first, are known to lie in one block, before a page frame, and
    /// each apart from the next; at least 1, itself.
    /// </summary>
    public virtual long ApartFrom(long run, long end) => 1;

    /// <summary>How many of the blocks' pages are before a run.</summary>
    protected abstract long OffsetOf(long run);

    /// <summary>
    /// Behind which offset the block of an offset ends, or its part before a page frame.
    /// </summary>
    protected long EndOfBlock(long offset, long end)
    {
        long before = 0;
        int block = 0;
        while (offset >= before + _blocks[block].Pages)
        {
            before += _blocks[block++].Pages;
        }

        return before + Math.Min(_blocks[block].End, end) - _blocks[block].Start;
    }
}
