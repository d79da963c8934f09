namespace KexecPerf.Model.Machines;

/// <summary>
/// The uncertain numbers of a machine that the load and its memory have, behind those of
/// <see cref="MachineParameters"/> in its list.
/// </summary>
public static class LoadParameters
{
    /// <summary>Reading a file into the load's buffer.</summary>
    public static readonly MachineParameter LoadRead = MachineParameters.Rate(
        "load.read",
        "files read into vmalloc buffers: page-cache copy and allocation (kernel_read_file_from_fd)"
    );

    /// <summary>What a load does once.</summary>
    public static readonly MachineParameter LoadPrepare = MachineParameters.Duration(
        "load.prepare",
        "control pages and identity page tables (machine_kexec_prepare), system call and loader around them"
    );

    /// <summary>Allocation of a source page.</summary>
    public static readonly MachineParameter LoadPage = MachineParameters.Duration(
        "load.page",
        "one source page: allocation, list word, mapping (kimage_alloc_page, kimage_add_page)"
    );

    /// <summary>Clearing a page.</summary>
    public static readonly MachineParameter LoadClear = MachineParameters.Rate(
        "load.clear",
        "zeroing page by page at load (clear_page, init_on_alloc)"
    );

    /// <summary>Zeroing of long ranges.</summary>
    public static readonly MachineParameter LoadMemset = MachineParameters.Rate(
        "load.memset",
        "memset of long ranges at load: CMA segments or their padding, by the kernel's zeroing policy"
    );

    /// <summary>Copy from the buffer.</summary>
    public static readonly MachineParameter LoadCopy = MachineParameters.Rate(
        "load.copy",
        "copy from the vmalloc buffer into source or CMA pages, 4 KiB mappings (kimage_load_segment)"
    );

    /// <summary>A step along the parked pages.</summary>
    public static readonly MachineParameter WalkParked = MachineParameters.Duration(
        "walk.parked",
        "one parked page looked at (list of struct page, kimage_alloc_page)"
    );

    /// <summary>A step along the list.</summary>
    public static readonly MachineParameter WalkEntry = MachineParameters.Duration(
        "walk.entry",
        "one word of the list looked at (kimage_dst_used)"
    );

    /// <summary>A CMA request.</summary>
    public static readonly MachineParameter CmaCall = MachineParameters.Duration(
        "cma.call",
        "one cma_alloc whatever its size: bitmap, locks, per-CPU lists and LRU caches drained"
    );

    /// <summary>A load's first CMA request.</summary>
    public static readonly MachineParameter CmaFirst = MachineParameters.Duration(
        "cma.first",
        "added to a load's first cma_alloc: caches filled by other work are drained on all CPUs"
    );

    /// <summary>A candidate given up.</summary>
    public static readonly MachineParameter CmaCandidate = MachineParameters.Duration(
        "cma.candidate",
        "one range given up with -EBUSY, its blocks not counted: drain, five tries at the pinned page, undo"
    );

    /// <summary>A CPU drained for a candidate.</summary>
    public static readonly MachineParameter CmaCpu = MachineParameters.Duration(
        "cma.cpu",
        "one CPU's LRU and page lists drained for a range (lru_cache_disable, drain_all_pages)"
    );

    /// <summary>A pageblock isolated.</summary>
    public static readonly MachineParameter CmaBlock = MachineParameters.Duration(
        "cma.block",
        "one pageblock isolated and given back (start_isolate_page_range)"
    );

    /// <summary>A free page taken.</summary>
    public static readonly MachineParameter CmaPage = MachineParameters.Duration(
        "cma.page",
        "one page taken from the free lists (isolate_freepages_range)"
    );

    /// <summary>What a CMA area costs early boot.</summary>
    public static readonly MachineParameter CmaBootPage = MachineParameters.Duration(
        "cma.boot_page",
        "a page of an area at boot: struct page set up and reset (init_cma_reserved_pageblock)"
    );

    /// <summary>Migration of an anonymous page.</summary>
    public static readonly MachineParameter MigrateAnonymous = MachineParameters.Duration(
        "migrate.anonymous",
        "one anonymous page migrated: isolation, unmapping, copy, remapping (migrate_pages)"
    );

    /// <summary>Migration of a file page.</summary>
    public static readonly MachineParameter MigrateFile = MachineParameters.Duration(
        "migrate.file",
        "one page of a file or tmpfs migrated"
    );

    /// <summary>Migration of a page inside a huge page.</summary>
    public static readonly MachineParameter MigrateHuge = MachineParameters.Duration(
        "migrate.huge",
        "a page's share of migrating a transparent huge page"
    );

    /// <summary>Wait for writeback.</summary>
    public static readonly MachineParameter MigrateWriteback = MachineParameters.Duration(
        "migrate.writeback",
        "a request's wait for dirty pages of its range to be written (folio_wait_writeback)"
    );

    /// <summary>Reclaim of a page.</summary>
    public static readonly MachineParameter ReclaimPage = MachineParameters.Duration(
        "reclaim.page",
        "one page of clean page cache dropped, for an allocation or out of a CMA range"
    );

    /// <summary>Swapping a page out.</summary>
    public static readonly MachineParameter ReclaimSwap = MachineParameters.Duration(
        "reclaim.swap",
        "one page, dirty or of a process, written out while an allocation waits"
    );

    /// <summary>What boot took for good.</summary>
    public static readonly MachineParameter MemoryBootUse = MachineParameters.Size(
        "memory.boot_use",
        "taken at boot beside the memory map: kernel image, hash tables, per-CPU areas (free_area_init)"
    );

    /// <summary>Short free runs that boot left.</summary>
    public static readonly MachineParameter MemoryBootFragments = MachineParameters.Count(
        "memory.boot_fragments",
        "free runs below 64 pages that boot left in blocks of unmovable memory, handed out first (memblock_free_all)"
    );

    /// <summary>A fault of a host that backs its guest in small pages.</summary>
    public static readonly MachineParameter Fault4k = MachineParameters.OnDemand(
        "fault.4k",
        "first write to 4 KiB of a guest that its host has not backed: exit, page cleared, mapped"
    );

    /// <summary>The same of a host with huge pages.</summary>
    public static readonly MachineParameter Fault2m = MachineParameters.OnDemand(
        "fault.2m",
        "first write to 2 MiB of a guest that its host has not backed: exit, page cleared, mapped"
    );

    /// <summary>A PTE of arm64's linear map, copied at load.</summary>
    public static readonly MachineParameter LoadMapEntry = MachineParameters.OnDemand(
        "load.map_entry",
        "one PTE of a linear map in pages copied, with its share of a table (copy_pte)",
        only: Architecture.Arm64
    );

    /// <summary>Both lists; the last field, so that all others are in it.</summary>
    internal static readonly IReadOnlyList<MachineParameter> WithOthers = MachineParameters.Known;
}
