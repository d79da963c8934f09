using KexecPerf.Model.Caches;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// Picoseconds of hashing one page in the purgatory (x86, so of 4 KiB), by how much of it is
/// cached: 4096 B over the rate, plus the wait for what is not, longer where it is far.
/// </summary>
internal sealed class HashCosts
{
    private readonly long[] _near = new long[HitLaw.Levels + 1];
    private readonly long[] _far = new long[HitLaw.Levels + 1];

    public HashCosts(MachineDraw draw, KernelFeatures kernel, FarMemory far = default)
    {
        MachineParameter rate = kernel.AcceleratedHash
            ? MachineParameters.HashAccelerated
            : MachineParameters.HashScalar;
        long hash = draw.Rate(rate).TimeFor(new PageCount(1).Size).Picoseconds;
        double miss = draw.Duration(MachineParameters.HashMiss).Picoseconds;
        for (int level = 0; level <= HitLaw.Levels; level++)
        {
            _near[level] = hash + Wait(miss, level);
            _far[level] = hash + Wait(miss * (1 + far.Hash), level);
        }
    }

    /// <summary>Cost of a page at a level, near or far.</summary>
    public long Of(int level, bool far = false) => (far ? _far : _near)[level];

    private static long Wait(double miss, int level) =>
        (long)(miss * (HitLaw.Levels - level) / HitLaw.Levels + 0.5);
}
