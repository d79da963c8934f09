using KexecPerf.Model.Caches;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// Picoseconds of one source entry of the page list, by how much of source and destination is
/// cached. x86 <c>relocate_kernel</c>: one <c>rep movsq</c> of 4 KiB; before 6.14 three, by way of
/// the swap page (source to swap, destination to source, swap to destination). The swap page stays
/// in the first-level cache and the source is there after the first, so the three together miss
/// what one copy misses, and each of the others adds a copy of hot pages: on Zen 3 and Zen 4 three
/// took 1.2 to 1.3 times one (experiments/validation, T035 and Z015). arm64
/// <c>arm64_relocate_new_kernel</c>: <c>copy_page</c>, then <c>dc civac</c> for each 64-byte line
/// of the destination and one <c>dsb sy</c> a page of any size; before 5.16 all of it uncached. A
/// line on another node is cleaned as much longer as it is written. The swap page is near, and
/// cached.
/// </summary>
internal sealed class EntryCosts
{
    private readonly CopyCosts _copies;
    private readonly long _swap;
    private readonly long _clean;
    private readonly long _cleanFar;
    private readonly long? _uncached;

    public EntryCosts(
        MachineDraw draw,
        KernelFeatures kernel,
        PageSize page = default,
        FarMemory far = default
    )
    {
        _copies = new CopyCosts(draw, kernel.BatchRuns, page, far);
        if (kernel.SwapCopies)
        {
            _swap = 2 * draw.Rate(MachineParameters.CopyHot).TimeFor(page.Size).Picoseconds;
        }

        if (draw.Machine.Architecture.CleansLines())
        {
            _clean =
                page.Bytes / 64 * draw.Duration(MachineParameters.CleanLine).Picoseconds
                + draw.Duration(MachineParameters.CleanBarrier).Picoseconds;
            _cleanFar = (long)(_clean * (1 + far.Write) + 0.5);
        }

        if (!kernel.RelocationMmu)
        {
            _uncached = draw.Rate(MachineParameters.CopyUncached).TimeFor(page.Size).Picoseconds;
        }
    }

    /// <summary>
    /// Cost of an entry whose source follows the one before, or not, at these levels, near or far.
    /// </summary>
    public long Of(
        bool sequential,
        int from,
        int to,
        bool farSource = false,
        bool farDestination = false
    )
    {
        if (_uncached is { } uncached)
        {
            return _copies.Uncached(uncached, farSource, farDestination);
        }

        long copy = sequential
            ? _copies.Sequential(from, to, farSource, farDestination)
            : _copies.Scattered(from, to, farSource, farDestination);
        return copy + _swap + (farDestination ? _cleanFar : _clean);
    }
}
