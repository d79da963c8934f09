using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Memory;

/// <summary>
/// Places free blocks of known orders in a zone of unknown layout, the largest first: whole slots of 1024 pages in drawn order, smaller
/// blocks in the slots left, one after the other with a used gap as long as the block where there is room for it. Blocks never overlap.
/// </summary>
internal sealed class BlockLayout
{
    private const int SlotOrder = 10;
    private const long SlotPages = 1L << SlotOrder;

    private readonly StrataOrder _order;
    private readonly long _slots;
    private readonly short[] _filled;
    private long _whole;
    private long _next;

    /// <param name="pages">Of the zone.</param>
    /// <param name="stream">Of this replication.</param>
    public BlockLayout(long pages, RandomStream stream)
    {
        _slots = pages / SlotPages;
        _order = new StrataOrder(Math.Max(1, _slots), stream);
        _filled = new short[_slots];
    }

    /// <summary>First page of a block, counted from the zone's start; -1 where there is no room. Orders must not grow from call to call.</summary>
    public long Place(int order)
    {
        if (order >= SlotOrder)
        {
            long slots = 1L << (order - SlotOrder);
            if (_whole + slots > _slots || slots > 1)
            {
                return -1;
            }

            return _order.At(_whole++) * SlotPages;
        }

        long size = 1L << order;
        return Place(size, 2 * size) is >= 0 and var spaced ? spaced : Place(size, size);
    }

    private long Place(long size, long step)
    {
        long open = _slots - _whole;
        for (long tries = 0; tries < open; tries++)
        {
            long slot = _whole + _next % open;
            short filled = _filled[slot];
            if (filled + step <= SlotPages)
            {
                _next++;
                _filled[slot] = (short)(filled + step);
                return _order.At(slot) * SlotPages + filled;
            }

            // Full for this size; the next may not be. After a round of full slots nothing is left.
            _next++;
            if (tries > 64 && filled + size > SlotPages)
            {
                return -1;
            }
        }

        return -1;
    }
}
