using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Memory;

/// <summary>
/// Memory of one replication as the load finds it: the CMA area, and free memory outside CMA pageblocks as runs in the order in which order-0
/// allocations of unmovable memory get them (the zonelist's: the highest zone first, down to its low watermark).
/// </summary>
public sealed class PhysicalMemory
{
    /// <summary>Taken at boot for good below 4 GiB where there is more RAM above: MemFree of an idle 6 GiB guest (7.2.13).</summary>
    private const long LowBootUseMiB = 42;

    /// <summary>
    /// <c>struct page</c>; a node's memory map stands at the top of its highest zone
    /// (<c>sparse_init_nid</c>), on the last together with boot's other use.
    /// </summary>
    private const long MapBytesAPage = 64;

    internal PhysicalMemory(
        MemoryLayout layout,
        CmaArea? area,
        FreeRuns freeRuns,
        long freeInNormal,
        long freeInLow
    )
    {
        FreeInNormal = freeInNormal;
        FreeInLow = freeInLow;
        Layout = layout;
        Area = area;
        FreeRuns = freeRuns;
    }

    /// <summary>Where RAM lies.</summary>
    public MemoryLayout Layout { get; }

    /// <summary>The CMA area; null where there is none.</summary>
    public CmaArea? Area { get; }

    /// <summary>Free memory for unmovable pages, in hand-out order, the highest zone's first.</summary>
    internal FreeRuns FreeRuns { get; }

    /// <summary>
    /// Free pages of the Normal zone above its low watermark. So many of its <see cref="FreeRuns"/>' pages are handed out and no more: which ones
    /// are left at the watermark depends on who asks for long runs and who for single pages.
    /// </summary>
    public long FreeInNormal { get; }

    /// <summary>The same of the zone below 4 GiB.</summary>
    public long FreeInLow { get; }

    /// <summary>
    /// Free pages outside the area between the zones' low and min watermarks: an allocation that
    /// finds no zone above low wakes kswapd and gets these before it reclaims itself
    /// (<c>__alloc_pages_slowpath</c>).
    /// </summary>
    public long BelowLow { get; internal init; }

    /// <summary>
    /// Pages of clean page cache outside the area, which direct reclaim frees once free memory is
    /// used up.
    /// </summary>
    public long Clean { get; internal init; }

    /// <summary>
    /// Pages outside the area that reclaim has to write out first, dirty page cache by the flushers
    /// and process memory to swap (<c>shrink_folio_list</c>, <c>reclaim_throttle</c>).
    /// </summary>
    public long Swappable { get; internal init; }

    /// <summary>
    /// Free pages outside the area, those below the watermarks too, that a host need not have
    /// backed; empty where all is backed.
    /// </summary>
    internal IReadOnlyList<PageRange> Unbacked { get; init; } = [];

    /// <summary>
    /// The same where a host counted blocks: each stands for one that is aligned to its size,
    /// wherever it was drawn.
    /// </summary>
    internal IReadOnlyList<PageRange> UnbackedBlocks { get; init; } = [];

    /// <summary>Draws memory.</summary>
    /// <param name="memory">What is known.</param>
    /// <param name="architecture">For the layout.</param>
    /// <param name="wanted">Pages somebody will ask for; scattered runs beyond twice as many are not laid out.</param>
    /// <param name="draw">This replication.</param>
    /// <param name="made">What other scenarios of this replication had laid out; null: none.</param>
    public static PhysicalMemory Draw(
        MemoryState memory,
        Architecture architecture,
        long wanted,
        MachineDraw draw,
        FreeMemoryDraws? made = null
    )
    {
        MemoryLayout layout = memory.LayoutOn(architecture);
        RandomStream places = draw.Stream("memory.places");
        bool below = places.NextUniform() < memory.AreaBelow4G;
        long areaPages = memory.AreaPages;
        long start = areaPages > 0 ? layout.AreaStart(areaPages, below) : -1;
        CmaArea? area =
            start >= 0
                ? CmaArea.Draw(
                    memory,
                    start,
                    AtomicPools.PagesIn(memory, layout, start),
                    draw.Stream("memory.area")
                )
                : null;
        var taken = new PageRange(Math.Max(0, start), start >= 0 ? areaPages : 0);
        FreeMemory free = made?.Of(draw, memory, architecture, wanted, LayOut) ?? LayOut();
        return new PhysicalMemory(layout, area, free.Runs, free.InNormal, free.InLow)
        {
            BelowLow = free.BelowLow,
            Clean = free.Clean,
            Swappable = free.Swappable,
            Unbacked = memory.Backing == HostBacking.All ? [] : free.Unbacked,
            UnbackedBlocks = free.UnbackedBlocks,
        };

        FreeMemory LayOut()
        {
            var laid = new FreeMemory(memory, layout, draw, wanted);
            foreach (int node in memory.Numa.HandOutOrder)
            {
                AddNode(laid, layout, node, taken, draw);
            }

            return laid;
        }
    }

    /// <summary>A node's zones, the highest first (<c>build_zonerefs_node</c>).</summary>
    private static void AddNode(
        FreeMemory free,
        MemoryLayout layout,
        int node,
        PageRange taken,
        MachineDraw draw
    )
    {
        PageSize page = layout.PageSize;
        PageRange low = layout.LowOf(node);
        PageRange normal = layout.NormalOf(node);
        ByteSize use =
            node == layout.Numa.Seen - 1 ? draw.Size(LoadParameters.MemoryBootUse) : ByteSize.Zero;
        long boot = Math.Min(
            (low.Pages + normal.Pages) * MapBytesAPage / page.Bytes + page.Whole(use),
            layout.HighestOf(node).Pages / 2
        );
        if (normal.Pages > 0)
        {
            long lowBootUse = page.Whole(ByteSize.FromMiB(LowBootUseMiB));
            free.InNormal += free.AddZone(layout.Normal, normal, taken, boot);
            boot = Math.Min(lowBootUse, low.Pages / 8);
        }

        if (low.Pages > 0)
        {
            free.InLow += free.AddZone(layout.Low, low, taken, boot);
        }
    }
}
