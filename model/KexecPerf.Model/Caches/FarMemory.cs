using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Caches;

/// <summary>
/// How much longer a drawn machine takes for memory on another node, as what is added to 1: nothing
/// (the default) where all is near. What a cache holds costs the same wherever its memory is.
/// </summary>
/// <param name="Read">Added to the part of a copy's miss cost that the source causes.</param>
/// <param name="Write">Added to the destination's part.</param>
/// <param name="Hash">Added to the wait of a hash; x86 only.</param>
public readonly record struct FarMemory(double Read, double Write, double Hash)
{
    /// <summary>Of a draw, for pages of which so much is far.</summary>
    public static FarMemory Of(MachineDraw draw, double share) =>
        new(
            Added(draw, MachineParameters.NumaRead, share),
            Added(draw, MachineParameters.NumaWrite, share),
            Added(draw, MachineParameters.NumaHashMiss, share)
        );

    /// <summary>Far memory is never the faster one, whatever the end of a range draws.</summary>
    private static double Added(MachineDraw draw, MachineParameter factor, double share) =>
        factor.AppliesTo(draw.Machine.Architecture)
            ? share * Math.Max(0, draw.Ratio(factor) - 1)
            : 0;
}
