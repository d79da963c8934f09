namespace KexecPerf.Model.Loading;

/// <summary>Pages that allocations had to reclaim before they got them.</summary>
/// <param name="Clean">Clean page cache dropped.</param>
/// <param name="Swapped">Process memory written to swap.</param>
internal readonly record struct Reclaim(long Clean, long Swapped)
{
    /// <summary>What was reclaimed since an earlier count.</summary>
    public Reclaim Since(Reclaim before) => new(Clean - before.Clean, Swapped - before.Swapped);
}
