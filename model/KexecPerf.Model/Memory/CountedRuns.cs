using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Memory;

/// <summary>
/// The free blocks of one kind that a host counted in a zone: those of every kind lie along it at
/// even distances, jittered, with used pages between them.
/// Where there are enough of these, no two of a kind touch.
/// </summary>
/// <param name="blocks">What the zone has, in ascending order.</param>
/// <param name="kinds">The blocks of each kind.</param>
/// <param name="kind">Which of them these are.</param>
/// <param name="used">Used pages of the zone.</param>
/// <param name="wanted">Runs beyond so many pages are left out.</param>
internal sealed class CountedRuns(
    IEnumerable<PageRange> blocks,
    CountedRuns.Kind[] kinds,
    int kind,
    long used,
    long wanted
)
    : DrawnRuns(
        blocks,
        1L << kinds[kind].Order,
        Math.Min(kinds[kind].Count, (wanted >> kinds[kind].Order) + 2)
    )
{
    /// <summary>Behind the blocks, and the share of used pages, that come before it.</summary>
    protected override long OffsetOf(long run)
    {
        ulong place = kinds[kind].PlaceOf(run);
        long offset = (long)Math.BigMul(place, (ulong)used, out _);
        for (int i = 0; i < kinds.Length; i++)
        {
            long before = i == kind ? run : kinds[i].Before(place, i < kind);
            offset += before << kinds[i].Order;
        }

        return offset;
    }

    /// <inheritdoc/>
    public override long ApartFrom(long run, long most, in ClearPages clear)
    {
        long limit = EndOfBlock(OffsetOf(run), clear) - Length;
        if (!kinds[kind].AreApart || OffsetOf(run) > limit)
        {
            return 1;
        }

        // They ascend.
        long low = run;
        long high = Math.Min(Count, run + most) - 1;
        while (low < high)
        {
            long middle = (low + high + 1) / 2;
            (low, high) = OffsetOf(middle) <= limit ? (middle, high) : (low, middle - 1);
        }

        return low - run + 1;
    }

    /// <summary>
    /// Blocks of one kind. Places along the zone are in its 2^-64ths: exact, so that no two blocks
    /// overlap.
    /// </summary>
    /// <param name="order">log2 pages of a block.</param>
    /// <param name="count">How many.</param>
    /// <param name="used">Used pages of the zone.</param>
    /// <param name="jitter">By block, where in its stretch it lies.</param>
    internal sealed class Kind(int order, long count, long used, RandomStream jitter)
    {
        private readonly ulong _distance = ulong.MaxValue / (ulong)count;

        /// <summary>A used page, where there are two for each block.</summary>
        private readonly ulong _gap = used / 2 >= count ? ulong.MaxValue / (ulong)used + 1 : 0;

        /// <summary>The block met last: who walks blocks closer together meets it again.</summary>
        private (long Block, ulong Place) _met = (-1, 0);

        /// <summary>log2 pages of a block.</summary>
        public int Order => order;

        /// <summary>How many.</summary>
        public long Count => count;

        /// <summary>Whether there is a used page at least between a block and the next.</summary>
        public bool AreApart => _gap > 0;

        /// <summary>Where a block is.</summary>
        public ulong PlaceOf(long block) =>
            (ulong)block * _distance
            + Math.BigMul(jitter.After(block).NextBits(), _distance - _gap, out _);

        /// <summary>How many blocks are before a place, or at it.</summary>
        public long Before(ulong place, bool orAt)
        {
            long block = (long)Math.BigMul(place, (ulong)count, out _);
            if (place - (ulong)block * _distance >= _distance)
            {
                // Distances are rounded down.
                block++;
            }

            if (_met.Block != block)
            {
                _met = (block, PlaceOf(block));
            }

            bool isBefore = _met.Place < place || (orAt && _met.Place == place);
            return Math.Min(count, isBefore ? block + 1 : block);
        }
    }
}
