using KexecPerf.Model.Caches;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// Picoseconds of hashing one page in the purgatory (x86, so of 4 KiB), by how much of it is
/// cached: 4096 B over the rate, plus the wait for what is not.
/// </summary>
internal sealed class HashCosts
{
    private readonly long[] _costs = new long[HitLaw.Levels + 1];

    public HashCosts(MachineDraw draw, KernelFeatures kernel)
    {
        MachineParameter rate = kernel.AcceleratedHash
            ? MachineParameters.HashAccelerated
            : MachineParameters.HashScalar;
        long hash = draw.Rate(rate).TimeFor(new PageCount(1).Size).Picoseconds;
        double miss = draw.Duration(MachineParameters.HashMiss).Picoseconds;
        for (int level = 0; level <= HitLaw.Levels; level++)
        {
            _costs[level] = hash + (long)(miss * (HitLaw.Levels - level) / HitLaw.Levels + 0.5);
        }
    }

    /// <summary>Cost of a page at a level.</summary>
    public long Of(int level) => _costs[level];
}
