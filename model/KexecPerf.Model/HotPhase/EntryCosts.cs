using KexecPerf.Model.Caches;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// Picoseconds of one source entry of the page list, by how much of source and destination is cached. x86 <c>relocate_kernel</c>: one
/// <c>rep movsq</c> of 4 KiB; before 6.14 three, by way of the swap page (source to swap, destination to source, swap to destination).
/// arm64 <c>arm64_relocate_new_kernel</c>: <c>copy_page</c>, then <c>dc civac</c> for each 64-byte line of the destination and <c>dsb sy</c>; before 5.16
/// all of it uncached. Computed once a class.
/// </summary>
internal sealed class EntryCosts
{
    private const int LinesPerPage = (int)PageCount.PageBytes / 64;
    private const int Steps = HitLaw.Levels + 1;
    private readonly long[] _costs = new long[2 * Steps * Steps];

    public EntryCosts(MachineDraw draw, KernelFeatures kernel)
    {
        var copies = new CopyCosts(draw, kernel.BatchRuns);
        bool arm64 = draw.Machine.Architecture == Architecture.Arm64;
        long clean = arm64
            ? LinesPerPage * draw.Duration(MachineParameters.CleanLine).Picoseconds
                + draw.Duration(MachineParameters.CleanBarrier).Picoseconds
            : 0;
        for (int from = 0; from < Steps; from++)
        {
            for (int to = 0; to < Steps; to++)
            {
                _costs[Index(true, from, to)] =
                    Copies(copies.Sequential, copies, kernel, from, to) + clean;
                _costs[Index(false, from, to)] =
                    Copies(copies.Scattered, copies, kernel, from, to) + clean;
            }
        }

        if (!kernel.RelocationMmu)
        {
            ByteSize page = new PageCount(1).Size;
            Array.Fill(_costs, draw.Rate(MachineParameters.CopyUncached).TimeFor(page).Picoseconds);
        }
    }

    /// <summary>Cost of an entry whose source follows the one before, or not, at these levels.</summary>
    public long Of(bool sequential, int from, int to) => _costs[Index(sequential, from, to)];

    private static int Index(bool sequential, int from, int to) =>
        ((sequential ? Steps : 0) + from) * Steps + to;

    private static long Copies(
        Func<int, int, long> read,
        CopyCosts copies,
        KernelFeatures kernel,
        int from,
        int to
    ) =>
        kernel.SwapCopies
            // The swap page stays cached; source and destination are each read or written once from where they are.
            ? read(from, HitLaw.Levels)
                + copies.Sequential(to, HitLaw.Levels)
                + copies.Sequential(HitLaw.Levels, HitLaw.Levels)
            : read(from, to);
}
