using KexecPerf.Model.Units;

namespace KexecPerf.Model.Memory;

/// <summary>
/// The atomic DMA pools (<c>dma_atomic_pool_init</c>, kernel/dma/pool.c): 128 KiB for each GiB of
/// RAM, rounded up to a power of two, from 128 KiB to MAX_PAGE_ORDER, 4 MiB of 4 KiB pages. One serves the Normal
/// zone and one each low zone; those whose zone the default CMA area lies in, and that of the
/// Normal zone wherever the area is, come out of the area's start at boot (<c>cma_in_zone</c>). x86
/// has them with CONFIG_AMD_MEM_ENCRYPT, as distributions do; arm64 always. coherent_pool= changes
/// the size.
/// </summary>
internal static class AtomicPools
{
    private const long Smallest = 128 << 10;
    private const long RamOfAByte = (1 << 30) / Smallest;

    /// <summary>Pages of all pools that come out of an area.</summary>
    public static long PagesIn(MemoryState memory, MemoryLayout layout, long areaStart)
    {
        long bytes = memory.AtomicPool?.Bytes ?? SizeFor(memory.Ram, memory.PageSize);
        bool low = areaStart < layout.Normal.Start || layout.Normal.Pages == 0;
        int pools = (layout.Normal.Pages > 0 ? 1 : 0) + (low ? 1 : 0);
        return pools * memory.PageSize.RoundedUp(new ByteSize(bytes)).Pages;
    }

    private static long SizeFor(ByteSize ram, PageSize page)
    {
        long size = Smallest;
        long largest = page.Bytes << page.LargestOrder;
        while (size < largest && size < ram.Bytes / RamOfAByte)
        {
            size *= 2;
        }

        return size;
    }
}
