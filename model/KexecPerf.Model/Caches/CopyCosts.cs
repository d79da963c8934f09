using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Caches;

/// <summary>
/// Cost of one page copy by class: run-sequential, scattered or batched; sixteenths of source and
/// destination that are cached. cost = miss - (miss - hit) (w s/16 + (1 - w) d/16) with miss and
/// hit = 4096 B over the calibrated class rates and w the source's share of the miss cost. A page
/// on
/// another node (<see cref="FarMemory"/>) adds its factor less 1 to its own part of what misses:
/// miss (w (read - 1) (1 - s/16) + (1 - w) (write - 1) (1 - d/16)). A larger
/// page is as many times 4096 B, of which the first alone is scattered. Write-allocate, write-back
/// and prefetch are inside the rates. Rounded half up.
/// </summary>
public sealed class CopyCosts
{
    private readonly double _sequential;
    private readonly double _scattered;
    private readonly double _hit;
    private readonly double _sourceShare;
    private readonly FarMemory _far;

    /// <summary>The classes of a drawn machine; <paramref name="batched"/>: runs are copied at once.</summary>
    public CopyCosts(
        MachineDraw draw,
        bool batched,
        PageSize page = default,
        FarMemory far = default
    )
    {
        _far = far;
        double sequential = PicosecondsPerUnit(draw.Rate(MachineParameters.CopySequential));
        if (batched)
        {
            // Where a long copy is the slower one, a kernel that knows its runs goes on page by
            // page.
            double inOne = PicosecondsPerUnit(draw.Rate(MachineParameters.CopyBatched));
            sequential = Math.Min(sequential, inOne);
        }

        double scattered = PicosecondsPerUnit(draw.Rate(MachineParameters.CopyScattered));
        _sequential = page.Units * sequential;
        _scattered = scattered + (page.Units - 1) * sequential;
        _hit = page.Units * PicosecondsPerUnit(draw.Rate(MachineParameters.CopyCached));

        // A share whose 95 % quantile is 90 % draws up to 135 %; a copy from a cached source would take less than no time.
        _sourceShare = Math.Min(1, draw.Ratio(MachineParameters.CopySourceShare));
    }

    /// <summary>Picoseconds of a copy whose source follows the one before it.</summary>
    public long Sequential(
        int sourceLevel,
        int destinationLevel,
        bool farSource = false,
        bool farDestination = false
    ) => Cost(_sequential, sourceLevel, destinationLevel, farSource, farDestination);

    /// <summary>Picoseconds of a copy whose source is anywhere.</summary>
    public long Scattered(
        int sourceLevel,
        int destinationLevel,
        bool farSource = false,
        bool farDestination = false
    ) => Cost(_scattered, sourceLevel, destinationLevel, farSource, farDestination);

    /// <summary>
    /// A time that misses alone, such as one without caches, from where the pages are.
    /// </summary>
    public long Uncached(long near, bool farSource, bool farDestination) =>
        (long)(near * (1 + FarShare(0, 0, farSource, farDestination)) + 0.5);

    private double FarShare(int sourceLevel, int destinationLevel, bool source, bool destination)
    {
        double read = source ? _sourceShare * _far.Read * (HitLaw.Levels - sourceLevel) : 0;
        double write = destination
            ? (1 - _sourceShare) * _far.Write * (HitLaw.Levels - destinationLevel)
            : 0;
        return (read + write) / HitLaw.Levels;
    }

    private long Cost(
        double miss,
        int sourceLevel,
        int destinationLevel,
        bool farSource,
        bool farDestination
    )
    {
        double cached =
            (_sourceShare * sourceLevel + (1 - _sourceShare) * destinationLevel) / HitLaw.Levels;
        double far = miss * FarShare(sourceLevel, destinationLevel, farSource, farDestination);
        return (long)(miss - (miss - _hit) * cached + far + 0.5);
    }

    private static double PicosecondsPerUnit(ByteRate rate) =>
        PageCount.PageBytes * 1e12 / rate.BytesPerSecond;
}
