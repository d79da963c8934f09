using KexecPerf.Model.Units;

namespace KexecPerf.Model.Memory;

/// <summary>
/// KHO's scratch areas as <c>kho_scratch=lowmem,global,pernode</c> gives them
/// (kernel/liveupdate/kexec_handover.c).
/// </summary>
/// <param name="Lowmem">The area below 4 GiB; 0: none.</param>
/// <param name="Global">The area anywhere; 0: none.</param>
/// <param name="PerNode">The area of each node; 0: none.</param>
public sealed record KhoScratch(ByteSize Lowmem, ByteSize Global, ByteSize PerNode)
{
    /// <summary>
    /// What the default rule gives at least: twice what memblock has reserved for the kernel
    /// (<c>scratch_size_update</c>,
    /// <c>scratch_size_node</c>: scratch_scale 200), of which the memory map, 64 bytes a page, is
    /// the part that follows from RAM; running
    /// kernel and initrd add to it.
    /// </summary>
    public static KhoScratch Least(MemoryState memory)
    {
        long block = memory.PageSize.Block.Bytes;
        long map = 64 * memory.PageSize.Whole(memory.Ram);
        long node = 2 * map / memory.Numa.Seen;
        return new(ByteSize.Zero, ByteSize.Zero, new ByteSize(node / block * block));
    }

    /// <summary>The largest area.</summary>
    public ByteSize Largest => new(Math.Max(Lowmem.Bytes, Math.Max(Global.Bytes, PerNode.Bytes)));

    /// <summary>All areas.</summary>
    public ByteSize Total => Lowmem + Global + PerNode;

    /// <summary>
    /// Where they lie, in the order in which <c>kho_walk_scratch</c> looks: memblock gives them
    /// from the top down, the first below
    /// 4 GiB, the others in a node's highest zone, the global one on the last node
    /// (<c>kho_reserve_scratch</c>).
    /// </summary>
    public IReadOnlyList<PageRange> Areas(MemoryLayout layout)
    {
        long low = layout.Low.End;
        PageRange lowmem = Below(ref low, Lowmem, layout.PageSize);
        int last = layout.Numa.Seen - 1;
        long high = Top(last);
        List<PageRange> areas = [lowmem, Below(ref high, Global, layout.PageSize)];
        for (int node = 0; node <= last; node++)
        {
            long top = node == last ? high : Top(node);
            areas.Add(Below(ref top, PerNode, layout.PageSize));
        }

        return [.. areas.Where(a => a.Pages > 0)];

        long Top(int node) =>
            layout.HighestOf(node).End is var end && end == layout.Low.End ? low : end;
    }

    /// <summary>Areas end at whole pageblocks (<c>CMA_MIN_ALIGNMENT_BYTES</c>).</summary>
    private static PageRange Below(ref long end, ByteSize size, PageSize page)
    {
        long pages = page.Whole(page.WholeBlocks(size));
        end -= pages;
        return new PageRange(end, pages);
    }
}
