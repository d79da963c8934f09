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
    /// Areas end at whole pageblocks of 2 MiB (<c>CMA_MIN_ALIGNMENT_BYTES</c>; 7.3: 4 MiB).
    /// </summary>
    private const long Block = 2 << 20;

    /// <summary>
    /// What the default rule gives at least: twice what memblock has reserved for the kernel
    /// (<c>scratch_size_update</c>,
    /// <c>scratch_size_node</c>: scratch_scale 200), of which the memory map, 64 bytes a page, is
    /// the part that follows from RAM; running
    /// kernel and initrd add to it.
    /// </summary>
    public static KhoScratch Least(ByteSize ram) =>
        new(
            ByteSize.Zero,
            ByteSize.Zero,
            new ByteSize(2 * 64 * (ram.Bytes / PageCount.PageBytes) / Block * Block)
        );

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
        PageRange lowmem = Below(ref low, Lowmem);
        long high = layout.Normal.Pages > 0 ? layout.Normal.End : low;
        return
        [
            .. new[] { lowmem, Below(ref high, Global), Below(ref high, PerNode) }.Where(a =>
                a.Pages > 0
            ),
        ];
    }

    private static PageRange Below(ref long end, ByteSize size)
    {
        long pages = (size.Bytes + Block - 1) / Block * (Block / PageCount.PageBytes);
        end -= pages;
        return new PageRange(end, pages);
    }
}
