using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Caches;

/// <summary>
/// Cost of one page copy by class: run-sequential, scattered or batched; sixteenths of source and destination that are cached.
/// cost = miss - (miss - hit) (w s/16 + (1 - w) d/16) with miss and hit = 4096 B over the calibrated class rates and w the
/// source's share of the miss cost. Write-allocate, write-back and prefetch are inside the rates. Rounded half up once a class.
/// </summary>
public sealed class CopyCosts
{
    private const int Steps = HitLaw.Levels + 1;
    private readonly long[] _sequential;
    private readonly long[] _scattered;

    /// <summary>The classes of a drawn machine; <paramref name="batched"/>: runs are copied at once.</summary>
    public CopyCosts(MachineDraw draw, bool batched)
    {
        MachineParameter inRun = batched
            ? MachineParameters.CopyBatched
            : MachineParameters.CopySequential;
        _sequential = Table(draw, inRun);
        _scattered = Table(draw, MachineParameters.CopyScattered);
    }

    /// <summary>Picoseconds of a copy whose source follows the one before it.</summary>
    public long Sequential(int sourceLevel, int destinationLevel) =>
        _sequential[sourceLevel * Steps + destinationLevel];

    /// <summary>Picoseconds of a copy whose source is anywhere.</summary>
    public long Scattered(int sourceLevel, int destinationLevel) =>
        _scattered[sourceLevel * Steps + destinationLevel];

    private static long[] Table(MachineDraw draw, MachineParameter missRate)
    {
        double miss = PicosecondsPerPage(draw.Rate(missRate));
        double hit = PicosecondsPerPage(draw.Rate(MachineParameters.CopyCached));

        // A share whose 95 % quantile is 90 % draws up to 135 %; a copy from a cached source would take less than no time.
        double share = Math.Min(1, draw.Ratio(MachineParameters.CopySourceShare));
        long[] table = new long[Steps * Steps];
        for (int s = 0; s < Steps; s++)
        {
            for (int d = 0; d < Steps; d++)
            {
                double cached = (share * s + (1 - share) * d) / HitLaw.Levels;
                table[s * Steps + d] = (long)(miss - (miss - hit) * cached + 0.5);
            }
        }

        return table;
    }

    private static double PicosecondsPerPage(ByteRate rate) =>
        PageCount.PageBytes * 1e12 / rate.BytesPerSecond;
}
