using KexecPerf.Model.Units;

namespace KexecPerf.Model.Memory;

/// <summary>
/// KHO's scratch areas as <c>kho_scratch=lowmem,global,pernode</c> gives them
/// (kernel/liveupdate/kexec_handover.c); one node.
/// </summary>
/// <param name="Lowmem">The area below 4 GiB; 0: none.</param>
/// <param name="Global">The area anywhere; 0: none.</param>
/// <param name="PerNode">The area of the node; 0: none.</param>
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
        return new(ByteSize.Zero, ByteSize.Zero, new ByteSize(2 * map / block * block));
    }

    /// <summary>The largest area.</summary>
    public ByteSize Largest => new(Math.Max(Lowmem.Bytes, Math.Max(Global.Bytes, PerNode.Bytes)));

    /// <summary>All areas.</summary>
    public ByteSize Total => Lowmem + Global + PerNode;

    /// <summary>
    /// Where they lie, in the order in which <c>kho_walk_scratch</c> looks: memblock gives them
    /// from the top down, the first below
    /// 4 GiB, the others in the highest zone.
    /// </summary>
    public IReadOnlyList<PageRange> Areas(MemoryLayout layout)
    {
        long low = layout.Low.End;
        PageRange lowmem = Below(ref low, Lowmem, layout.PageSize);
        long high = layout.Normal.Pages > 0 ? layout.Normal.End : low;
        return
        [
            .. new[]
            {
                lowmem,
                Below(ref high, Global, layout.PageSize),
                Below(ref high, PerNode, layout.PageSize),
            }.Where(a => a.Pages > 0),
        ];
    }

    /// <summary>Areas end at whole pageblocks (<c>CMA_MIN_ALIGNMENT_BYTES</c>).</summary>
    private static PageRange Below(ref long end, ByteSize size, PageSize page)
    {
        long pages = page.Whole(page.WholeBlocks(size));
        end -= pages;
        return new PageRange(end, pages);
    }
}
