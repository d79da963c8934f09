using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Loading;

/// <summary>A scenario's image after the load: where every segment lies, the page list's runs, and what follows from it.</summary>
public sealed class LoadedImage
{
    private LoadedImage(
        Scenario scenario,
        IReadOnlyList<PlacedSegment> segments,
        SourceRuns runs,
        LoadOutcome outcome,
        IReadOnlyList<PageRange> faults
    )
    {
        Scenario = scenario;
        FaultingEntries = faults;
        Layout = scenario.Memory.LayoutOn(scenario.Image.Architecture);
        Segments = segments;
        Runs = runs;
        Outcome = outcome;
    }

    /// <summary>The scenario loaded.</summary>
    public Scenario Scenario { get; }

    /// <summary>In load order.</summary>
    public IReadOnlyList<PlacedSegment> Segments { get; }

    /// <summary>The page list's source entries in list order, cut where the source jumps.</summary>
    public SourceRuns Runs { get; }

    /// <summary>
    /// Entries of the list whose copy is the first write to memory that a guest's host has not
    /// backed, as ranges of entries in list order.
    /// </summary>
    public IReadOnlyList<PageRange> FaultingEntries { get; }

    /// <summary>
    /// Share of RAM that the host had not backed when the load began: where a kernel is
    /// decompressed to, a random place of RAM (<c>choose_random_location</c>), it is as likely.
    /// </summary>
    public double UnbackedShare { get; private init; }

    /// <summary>Guest pages (of a 2 MiB host, host pages) that decompression is the first to write.</summary>
    public long OutputFaults
    {
        get
        {
            long each = HostPages.Of(Scenario.Memory.Backing, Scenario.PageSize)?.GuestPages ?? 1;
            long pages = Scenario.PageSize.RoundedUp(Scenario.Image.Kernel.Uncompressed).Pages;
            return (long)(UnbackedShare * pages / each + 0.5);
        }
    }

    /// <summary>Where RAM lies.</summary>
    public MemoryLayout Layout { get; }

    /// <summary>The node on which a segment's destination begins.</summary>
    public int NodeOf(PlacedSegment placed) =>
        Layout.NodeOf(HoleSearch.Frame(placed.Destination.Start));

    /// <summary>
    /// How many of a segment's destination pages are near CPU 0; those on other nodes are behind
    /// them.
    /// </summary>
    internal long NearPages(PlacedSegment placed) =>
        new FarPages(Layout).Before(placed.Destination.Start, placed.Segment.Pages.Pages);

    /// <summary>How many of a segment's destination pages are on another node than CPU 0.</summary>
    public long FarPages(PlacedSegment placed) => placed.Segment.Pages.Pages - NearPages(placed);

    /// <summary>Pages of the default CMA area.</summary>
    public long AreaPages => Scenario.Memory.AreaPages;

    /// <summary>What the load took and counted.</summary>
    public LoadOutcome Outcome { get; }

    /// <summary>Whether every segment is in CMA (<c>kexec_only_cma_segments</c>), so that the page list is empty.</summary>
    public bool AllInCma => Segments.All(s => !s.IsListed);

    /// <summary>Source entries of the page list.</summary>
    public PageCount ListedPages =>
        new(Segments.Where(s => s.IsListed).Sum(s => s.Segment.Pages.Pages));

    /// <summary>
    /// Pages that hold the list: one 8-byte word for each source page and listed segment, 511 to a
    /// 4 KiB page beside the link to the next (<c>kimage_add_entry</c>). IND_DONE goes where the
    /// next word or link would (<c>kimage_terminate</c>), for an empty list into the image's head,
    /// and never takes a page of its own.
    /// </summary>
    public PageCount IndirectionPages
    {
        get
        {
            long words = ListedPages.Pages + Segments.Count(s => s.IsListed);
            return new ImageList(Scenario.PageSize).PagesOf(words);
        }
    }

    /// <summary>Whether the purgatory checks the digest: x86, unless the kernel may skip it.</summary>
    public bool IsHashed => Hashes(Scenario, AllInCma);

    /// <summary>The same of a scenario, given whether every segment gets into CMA.</summary>
    public static bool Hashes(Scenario scenario, bool allInCma) =>
        scenario.Image.Architecture.HasPurgatory()
        && !scenario.Kernel.NoDigest
        && !(scenario.Kernel.SkipDigest && !scenario.ClassicSyscall && (scenario.Kho || allInCma));

    /// <summary>
    /// Whether old content in padding would fail the digest: it is computed over zeros where a CMA
    /// segment's padding keeps old content, since
    /// <c>kimage_load_cma_segment</c> clears nothing (its final memset has length 0, 6.17 to 7.3).
    /// </summary>
    public bool PaddingMatters =>
        IsHashed
        && !Scenario.InitOnAlloc
        && !Scenario.Kernel.TailZeroing
        && !Scenario.Kernel.MemsetFirst
        && Segments.Any(s =>
            s.Placement == Placement.Cma && s.Segment.IsHashed && s.Segment.Bufsz < s.Segment.Memsz
        );

    /// <summary>Whether the digest cannot match, since padding holds old content.</summary>
    public bool DigestMismatches => PaddingMatters && Scenario.Memory.CmaDirty == true;

    /// <summary>
    /// Whether it is not known if the digest matches, since nobody knows what padding holds.
    /// </summary>
    public bool PaddingIsUnknown => PaddingMatters && Scenario.Memory.CmaDirty is null;

    /// <summary>
    /// arm64: whether a segment in CMA stands beside a listed one. <c>machine_kexec_post_load</c>
    /// cleans segments to the point of
    /// coherency only where the list is empty, <c>arm64_relocate_new_kernel</c> only what it
    /// copies; the new kernel starts with MMU and
    /// caches off, and reads memory that what is still cached has not reached.
    /// </summary>
    public bool IsNotCleaned =>
        Scenario.Image.Architecture.CleansLines() && !AllInCma && Segments.Any(s => !s.IsListed);

    /// <summary>
    /// arm64: whether the kernel lies below its entry. <c>image_load</c> adds text_offset to the
    /// segment's address, but
    /// <c>kimage_load_cma_segment</c> writes from the start of the range (kernel/kexec_core.c), so
    /// the entry is in the middle of it.
    /// </summary>
    public bool KernelTooLow => InCma(SegmentRole.Kernel) is { Segment.LeadPages: > 0 };

    /// <summary>
    /// Initrd pages that the boot stub overwrites: it rounds a kernel up to its kernel_alignment
    /// and so ends past its segment, 1 MiB for
    /// 2 MiB at an odd MiB, at most 15 MiB for 16 MiB (arch/x86/boot/compressed/head_64.S). The
    /// last of those pages was found untouched (7.2.13, CMA_ALIGNMENT 8:
    /// initrd pages 0-254).
    /// </summary>
    public long InitrdPagesOverwritten
    {
        get
        {
            PlacedSegment? kernel = InCma(SegmentRole.Kernel);
            PlacedSegment? initrd = InCma(SegmentRole.Initrd);
            if (!Scenario.Image.Architecture.HasBootStub() || kernel is null || initrd is null)
            {
                return 0;
            }

            long alignment = 1L << kernel.Segment.AlignOrder;
            long shift = (alignment - kernel.Destination.Start % alignment) % alignment;
            long end = kernel.AreaPage + kernel.Segment.Pages.Pages;
            long gap = initrd.AreaPage - end;
            return gap < 0 ? 0 : Math.Clamp(shift - 1 - gap, 0, initrd.Segment.Pages.Pages);
        }
    }

    /// <summary>Loads: draws memory, places every segment, builds the page list, and times the steps.</summary>
    public static LoadedImage Load(
        Scenario scenario,
        MachineDraw draw,
        FreeMemoryDraws? made = null
    )
    {
        long wanted = scenario.Image.Pages.Pages + ImageFiles.BufferPages(scenario);
        PhysicalMemory memory = PhysicalMemory.Draw(
            scenario.Memory,
            scenario.Image.Architecture,
            wanted,
            draw,
            made
        );
        return Load(scenario, memory, draw);
    }

    /// <summary>Loads into memory given.</summary>
    /// <exception cref="ArgumentException">The image was made for pages of another
    /// size.</exception>
    public static LoadedImage Load(Scenario scenario, PhysicalMemory memory, MachineDraw draw)
    {
        if (scenario.Image.PageSize != scenario.PageSize)
        {
            throw new ArgumentException(
                $"{scenario.Image.PageSize} pages in the image, {scenario.PageSize} in memory.",
                nameof(scenario)
            );
        }

        var pool = new FreePool(memory);
        FirstTouch? touch = FirstTouch.Of(scenario, memory);
        var free = new FreePages(memory, pool, touch);
        free.TakeBuffers(ImageFiles.BufferPages(scenario));
        Reclaim forBuffers = pool.Reclaimed;
        SegmentPlacement placement = Place(scenario, memory, pool);
        Reclaim forCma = pool.Reclaimed.Since(forBuffers);
        List<PlacedSegment> segments = placement.Segments;
        List<PlacedSegment> listed = [.. segments.Where(s => s.IsListed)];
        PageListLoad? list =
            listed.Count > 0
                ? new PageListLoad([.. listed.Select(s => s.Destination)], free)
                : null;
        Reclaim forList = pool.Reclaimed.Since(forBuffers).Since(forCma);
        bool failed = free.Exhausted;
        SourceRuns runs =
            list is null ? SourceRuns.Of([])
            : failed ? Scattered(listed)
            : list.Runs();
        var costs = new LoadCosts(scenario, draw);
        IReadOnlyList<PageRange> faults =
            failed || touch is null ? [] : touch.Entries(listed.Select(s => s.Destination), runs);
        touch?.Cma(memory.Area, costs.Written(segments));
        var image = new LoadedImage(scenario, segments, runs, new LoadOutcome(), faults);
        var outcome = new LoadOutcome
        {
            Segments = segments,
            Read = costs.Read(forBuffers, touch?.OfBuffers ?? 0),
            CmaAllocation = costs.CmaAllocation(placement.Requests, segments, forCma),
            Prepare = costs.Prepare(listed.Count > 0),
            Digest = costs.Digest(image.IsHashed && !scenario.ClassicSyscall),
            Copy = costs.Copy(segments, list, forList, touch?.OfImage ?? 0),
            Faults = touch?.OfLoad ?? 0,
            Zeroing = costs.Zeroing(segments),
            Zeroed = costs.Zeroed(segments),
            Copied = new ByteSize(segments.Sum(s => s.Segment.Bufsz.Bytes)),
            NotZeroed = costs.NotZeroed(segments),
            Flush = costs.Flush(image.AllInCma),
            OwnDestination = list?.OwnDestination ?? 0,
            SourceRuns = list is null ? 0 : runs.Count,
            FailedCandidates = placement.Requests.Sum(r => r.Request.FailedCandidates),
            Migrated = placement.Requests.Sum(r => r.Request.Migrated),
            Dropped = placement.Requests.Sum(r => r.Request.Dropped),
            Reclaimed = pool.Reclaimed.Clean + pool.Reclaimed.Swapped,
            ReclaimedForCma = forCma.Clean + forCma.Swapped,
            NoRoomToMigrate = placement.Requests.Exists(r => r.Request.NoRoom),
            CmaLeaked = placement.Leaked,
            ParkedSteps = list?.ParkedSteps ?? 0,
            EntrySteps = list?.EntrySteps ?? 0,
            OutOfMemory = failed,
            Refused =
                scenario.Image.Pages.Pages > scenario.PageSize.Whole(scenario.Memory.Ram) / 2
                || placement.IsRefused,
            ScratchTooSmall =
                placement.IsRefused && scenario is { Kho: true, ClassicSyscall: false },
            NeedsMoreScratch = placement.NeedsMoreScratch,
        };
        return new LoadedImage(scenario, segments, runs, outcome, faults)
        {
            UnbackedShare = touch?.UnbackedShare ?? 0,
        };
    }

    /// <summary>
    /// After an image was loaded and unloaded the next finds the ranges of the area that it left.
    /// </summary>
    private static SegmentPlacement Place(Scenario scenario, PhysicalMemory memory, FreePool pool)
    {
        if (scenario.Reload && memory.Area is { } area)
        {
            var before = new SegmentPlacement(scenario, memory, pool);
            foreach (PlacedSegment placed in before.Segments.Where(s => !s.IsListed))
            {
                area.Release(placed.Destination with { Start = placed.AreaPage });
            }
        }

        return new SegmentPlacement(scenario, memory, pool);
    }

    /// <summary>A load that failed has no list; what it would have been copied from stands apart, so that the rest still has a size.</summary>
    private static SourceRuns Scattered(IEnumerable<PlacedSegment> listed)
    {
        var runs = new SourceRuns();
        runs.Add(new SourceRun(1, false), (int)listed.Sum(s => s.Segment.Pages.Pages));
        return runs;
    }

    /// <summary>An image that lies where somebody else put it, such as the kernel itself.</summary>
    /// <exception cref="ArgumentException">The runs have other pages than the listed segments.</exception>
    public static LoadedImage Placed(
        Scenario scenario,
        IReadOnlyList<PlacedSegment> segments,
        SourceRuns runs,
        IReadOnlyList<PageRange>? faults = null
    )
    {
        var image = new LoadedImage(scenario, segments, runs, new LoadOutcome(), faults ?? []);
        return runs.Pages == image.ListedPages.Pages
            ? image
            : throw new ArgumentException(
                $"{runs.Pages} source pages for {image.ListedPages}.",
                nameof(runs)
            );
    }

    private PlacedSegment? InCma(SegmentRole role) =>
        Segments.FirstOrDefault(s => s.Segment.Role == role && s.Placement == Placement.Cma);
}
