using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Memory;

/// <summary>
/// Free runs of one length, one in each of equal strata of a zone's first pages, strata in drawn
/// order.
/// </summary>
/// <param name="blocks">What the zone has, in ascending order.</param>
/// <param name="span">Its first so many pages are the strata.</param>
/// <param name="strata">How many.</param>
/// <param name="length">Pages of a run, no more than a stratum has.</param>
/// <param name="count">How many of the runs are there.</param>
/// <param name="order">In which order.</param>
/// <param name="offsets">Where in its stratum each is.</param>
internal sealed class ScatteredRuns(
    IEnumerable<PageRange> blocks,
    long span,
    long strata,
    long length,
    long count,
    StrataOrder order,
    RandomStream offsets
) : DrawnRuns(blocks, length, count)
{
    private readonly double _width = span / (double)strata;

    /// <inheritdoc/>
    protected override long OffsetOf(long run)
    {
        double within = offsets.After(run).NextUniform() * Math.Max(0, _width - Length);
        return unchecked((long)(order.At(run) * _width + within));
    }
}
