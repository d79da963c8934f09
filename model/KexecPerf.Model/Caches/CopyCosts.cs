using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Caches;

/// <summary>
/// Cost of one page copy by class: run-sequential, scattered or batched; sixteenths of source and
/// destination that are cached. cost = miss - (miss - hit) (w s/16 + (1 - w) d/16) with miss and
/// hit = 4096 B over the calibrated class rates and w the source's share of the miss cost; a larger
/// page is as many times 4096 B, of which the first alone is scattered. Write-allocate, write-back
/// and prefetch are inside the rates. Rounded half up.
/// </summary>
public sealed class CopyCosts
{
    private readonly double _sequential;
    private readonly double _scattered;
    private readonly double _hit;
    private readonly double _sourceShare;

    /// <summary>The classes of a drawn machine; <paramref name="batched"/>: runs are copied at once.</summary>
    public CopyCosts(MachineDraw draw, bool batched, PageSize page = default)
    {
        MachineParameter inRun = batched
            ? MachineParameters.CopyBatched
            : MachineParameters.CopySequential;
        double sequential = PicosecondsPerUnit(draw.Rate(inRun));
        double scattered = PicosecondsPerUnit(draw.Rate(MachineParameters.CopyScattered));
        _sequential = page.Units * sequential;
        _scattered = scattered + (page.Units - 1) * sequential;
        _hit = page.Units * PicosecondsPerUnit(draw.Rate(MachineParameters.CopyCached));

        // A share whose 95 % quantile is 90 % draws up to 135 %; a copy from a cached source would take less than no time.
        _sourceShare = Math.Min(1, draw.Ratio(MachineParameters.CopySourceShare));
    }

    /// <summary>Picoseconds of a copy whose source follows the one before it.</summary>
    public long Sequential(int sourceLevel, int destinationLevel) =>
        Cost(_sequential, sourceLevel, destinationLevel);

    /// <summary>Picoseconds of a copy whose source is anywhere.</summary>
    public long Scattered(int sourceLevel, int destinationLevel) =>
        Cost(_scattered, sourceLevel, destinationLevel);

    private long Cost(double miss, int sourceLevel, int destinationLevel)
    {
        double cached =
            (_sourceShare * sourceLevel + (1 - _sourceShare) * destinationLevel) / HitLaw.Levels;
        return (long)(miss - (miss - _hit) * cached + 0.5);
    }

    private static double PicosecondsPerUnit(ByteRate rate) =>
        PageCount.PageBytes * 1e12 / rate.BytesPerSecond;
}
