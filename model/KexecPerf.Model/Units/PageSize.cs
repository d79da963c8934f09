using KexecPerf.Model.Inputs;

namespace KexecPerf.Model.Units;

/// <summary>
/// Size of the running kernel's pages: 4 KiB, on arm64 also 16 or 64 KiB
/// (<c>CONFIG_ARM64_*_PAGES</c>). The default value is 4 KiB. Page frames, orders and pageblocks of
/// a scenario are in pages of this size.
/// </summary>
public readonly record struct PageSize
{
    /// <summary>log2 of a page over 4 KiB.</summary>
    private readonly int _doublings;

    private PageSize(int doublings) => _doublings = doublings;

    /// <summary>x86_64, and most arm64 kernels.</summary>
    public static PageSize Of4KiB => default;

    /// <summary>arm64 alone.</summary>
    public static PageSize Of16KiB => new(2);

    /// <summary>arm64 alone.</summary>
    public static PageSize Of64KiB => new(4);

    /// <summary>All of them, ascending.</summary>
    public static IReadOnlyList<PageSize> All { get; } = [Of4KiB, Of16KiB, Of64KiB];

    /// <summary>Bytes of a page.</summary>
    public long Bytes => PageCount.PageBytes << _doublings;

    /// <summary>
    /// How many 4 KiB, the unit in which costs a page are calibrated, make a page.
    /// </summary>
    public long Units => 1L << _doublings;

    /// <summary>One page.</summary>
    public ByteSize Size => new(Bytes);

    /// <summary>
    /// log2 pages of a pageblock, 9, 11 or 13: a PMD's reach, 2, 32 or 512 MiB
    /// (<c>pageblock_order</c>, include/linux/pageblock-flags.h; HUGETLB_PAGE_ORDER of arm64),
    /// which ARCH_FORCE_MAX_ORDER (arch/arm64/Kconfig: 10, 11, 13) does not lower.
    /// </summary>
    public int BlockOrder => 9 + _doublings;

    /// <summary>
    /// log2 pages of the largest block of the page allocator (MAX_PAGE_ORDER), 10, 11 or 13.
    /// </summary>
    public int LargestOrder => Math.Max(10, BlockOrder);

    /// <summary>Pages of a pageblock.</summary>
    public long BlockPages => 1L << BlockOrder;

    /// <summary>Bytes of a pageblock.</summary>
    public ByteSize Block => new(BlockPages * Bytes);

    /// <summary>4KiB, 16KiB or 64KiB.</summary>
    /// <exception cref="InputException">Anything else.</exception>
    public static PageSize Parse(string text)
    {
        var size = ByteSize.Parse(text);
        foreach (PageSize page in All)
        {
            if (page.Size == size)
            {
                return page;
            }
        }

        throw new InputException($"no kernel has pages of {size}; write 4KiB, 16KiB or 64KiB");
    }

    /// <summary>Whole pages in so many bytes.</summary>
    public long Whole(ByteSize size) => size.Bytes / Bytes;

    /// <summary>Pages that hold these bytes, the last one possibly in part.</summary>
    public PageCount RoundedUp(ByteSize size) => new((size.Bytes + Bytes - 1) / Bytes);

    /// <summary>The size of so many pages.</summary>
    public ByteSize Of(PageCount pages) => new(pages.Pages * Bytes);

    /// <summary>
    /// log2 pages of an alignment, a power of two in bytes; 0 where it is at most a page
    /// (<c>get_order</c>).
    /// </summary>
    public int OrderOf(ByteSize alignment)
    {
        int order = 0;
        while (Bytes << order < alignment.Bytes)
        {
            order++;
        }

        return order;
    }

    /// <summary>
    /// What boot reserves where an area of a size is asked for: whole pageblocks
    /// (<c>__cma_declare_contiguous_nid</c>, mm/cma.c: the size is aligned to
    /// CMA_MIN_ALIGNMENT_BYTES, a pageblock).
    /// </summary>
    public ByteSize WholeBlocks(ByteSize area) =>
        new((area.Bytes + Block.Bytes - 1) / Block.Bytes * Block.Bytes);

    /// <summary>As <c>64 KiB</c>.</summary>
    public override string ToString() => Size.ToString();
}
