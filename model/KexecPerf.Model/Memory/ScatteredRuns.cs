using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Memory;

/// <summary>
/// Free runs of one length in a zone, one in each of equal strata of its first pages, strata in
/// drawn order; each is worked out from its place alone.
/// </summary>
internal sealed class ScatteredRuns
{
    private readonly PageRange[] _blocks;
    private readonly StrataOrder _order;
    private readonly RandomStream _offsets;
    private readonly double _width;

    /// <summary>A run is in two where a block ends.</summary>
    private readonly int _placesARun;

    /// <param name="blocks">What the zone has, in ascending order.</param>
    /// <param name="span">Its first so many pages are the strata.</param>
    /// <param name="strata">How many.</param>
    /// <param name="length">Pages of a run, no more than a stratum has.</param>
    /// <param name="count">How many of the runs are there.</param>
    /// <param name="order">In which order.</param>
    /// <param name="offsets">Where in its stratum each is.</param>
    public ScatteredRuns(
        IEnumerable<PageRange> blocks,
        long span,
        long strata,
        long length,
        long count,
        StrataOrder order,
        RandomStream offsets
    )
    {
        _blocks = [.. blocks];
        _order = order;
        _offsets = offsets;
        _width = span / (double)strata;
        _placesARun = length > 1 ? _blocks.Length : 1;
        Length = length;
        Places = count * _placesARun;
    }

    /// <summary>Pages of a run.</summary>
    public long Length { get; }

    /// <summary>How many places: a run has as many as there are blocks it might lie in.</summary>
    public long Places { get; }

    /// <summary>The run at a place, or the part of it in a later block; no pages if there is none.</summary>
    public PageRange this[long place]
    {
        get
        {
            long run = place / _placesARun;
            long part = place % _placesARun;
            double slack = _width - Length;
            double within = _offsets.After(run).NextUniform() * Math.Max(0, slack);
            long offset = (long)(_order.At(run) * _width + within);
            long pages = Length;
            foreach (PageRange block in _blocks)
            {
                if (offset < block.Pages && pages > 0)
                {
                    long here = Math.Min(pages, block.Pages - offset);
                    if (part-- == 0)
                    {
                        return new PageRange(block.Start + offset, here);
                    }

                    pages -= here;
                    offset = block.Pages;
                }

                offset -= block.Pages;
            }

            return default;
        }
    }
}
