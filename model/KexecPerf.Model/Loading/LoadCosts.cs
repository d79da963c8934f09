using KexecPerf.Model.Caches;
using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Loading;

/// <summary>
/// Time of the load's steps (<c>kexec_file_load(2)</c>, <c>kernel/kexec_file.c</c>) from what they
/// did: sums of counts times drawn costs. A cost a page is paid once a page of any size where it is
/// bookkeeping: <c>load.page</c>, <c>cma.page</c>, <c>reclaim.page</c>, and <c>cma.block</c> a
/// pageblock; what copies or clears goes by bytes (<see cref="Migration"/>). What is written to
/// CMA segments on another node than the loader's takes <c>numa.write</c> as long, a copy for its
/// destination's part; source pages come from the loader's node while that has any.
/// </summary>
internal sealed class LoadCosts(Scenario scenario, MachineDraw draw)
{
    /// <summary>80 hours. Nobody waits longer, and pins throughout a terabyte's area would exceed what a time can hold.</summary>
    private const long Longest = 1L << 58;

    /// <summary>Files into buffers, some of whose pages the host has to back first.</summary>
    public SimTime Read(Reclaim reclaimed, long faults)
    {
        // kexec_load(2) hands over user memory; nothing is read.
        long bytes = scenario.ClassicSyscall ? 0 : ImageFiles.Bytes(scenario.Image);
        return For(LoadParameters.LoadRead, bytes) + Reclaimed(reclaimed) + Faults(faults);
    }

    /// <summary>
    /// Control pages; arm64 with anything listed: a copy of the linear map, which ends where the
    /// list is empty (<c>machine_kexec_post_load</c>).
    /// </summary>
    public SimTime Prepare(bool isListed) =>
        draw.Duration(LoadParameters.LoadPrepare)
        + (
            isListed && scenario.Kernel.CopiesLinearMap
                ? Times(LoadParameters.LoadMapEntry, scenario.PageSize.Whole(scenario.Memory.Ram))
                : SimTime.Zero
        );

    /// <summary>First writes to so many pages of the host.</summary>
    public SimTime Faults(long count) =>
        count > 0 && HostPages.Of(scenario.Memory.Backing, scenario.PageSize) is { } host
            ? Times(host.Fault, count)
            : SimTime.Zero;

    /// <summary>Every request pays a call, its blocks, the pages it got, what it migrated and the candidates it gave up.</summary>
    public SimTime CmaAllocation(
        IReadOnlyList<(CmaRequest Request, long Pages)> requests,
        IReadOnlyList<PlacedSegment> segments,
        Reclaim reclaimed
    )
    {
        if (requests.Count == 0)
        {
            return SimTime.Zero;
        }

        long calls = Picoseconds(LoadParameters.CmaFirst);
        for (int i = 0; i < requests.Count; i++)
        {
            calls += Request(requests[i].Request, requests[i].Pages);
        }

        return new SimTime(calls) + ClearedAtAllocation(segments) + Reclaimed(reclaimed);
    }

    /// <summary>SHA-256 with the CPU's instructions over memsz, where there is a purgatory to check it.</summary>
    public SimTime Digest(bool hashed) =>
        hashed
            ? For(
                MachineParameters.HashAccelerated,
                scenario.Image.Segments.Where(s => s.IsHashed).Sum(s => s.Memsz.Bytes)
            )
            : SimTime.Zero;

    /// <summary>Content copied; by page list, every page allocated and both lists walked; the zeroing that is not part of a CMA request; a host's faults.</summary>
    public SimTime Copy(
        IReadOnlyList<PlacedSegment> segments,
        PageListLoad? list,
        Reclaim reclaimed,
        long faults
    )
    {
        long away = Away(segments).Sum(s => s.Segment.Bufsz.Bytes);
        double share = Math.Max(0, 1 - draw.Ratio(MachineParameters.CopySourceShare));
        SimTime time =
            For(LoadParameters.LoadCopy, segments.Sum(s => s.Segment.Bufsz.Bytes))
            + Longer(LoadParameters.LoadCopy, away, share)
            + Memset(segments)
            + Cleared(OfPageList(segments))
            + Faults(faults);
        return list is null
            ? time
            : time
                + Times(LoadParameters.LoadPage, Listed(segments) / scenario.PageSize.Bytes)
                + Times(LoadParameters.WalkParked, list.ParkedSteps)
                + Times(LoadParameters.WalkEntry, list.EntrySteps)
                + Reclaimed(reclaimed);
    }

    /// <summary>By segment in CMA: the pages of the area that the load writes.</summary>
    public IEnumerable<PageRange> Written(IEnumerable<PlacedSegment> segments)
    {
        bool whole =
            scenario.InitOnAlloc || scenario.Kernel.TailZeroing || scenario.Kernel.MemsetFirst;
        return segments
            .Where(s => !s.IsListed)
            .Select(s => new PageRange(
                s.AreaPage,
                whole ? s.Segment.Pages.Pages : s.Segment.ContentPages.Pages
            ));
    }

    /// <summary>All zeroing.</summary>
    public SimTime Zeroing(IReadOnlyList<PlacedSegment> segments) =>
        Memset(segments) + Cleared(OfPageList(segments)) + ClearedAtAllocation(segments);

    /// <summary>Bytes zeroed.</summary>
    public ByteSize Zeroed(IReadOnlyList<PlacedSegment> segments) =>
        new(ByPolicy(segments) + OfPageList(segments) + AtAllocation(segments));

    /// <summary>Padding in CMA that keeps old content.</summary>
    public ByteSize NotZeroed(IReadOnlyList<PlacedSegment> segments) =>
        new(ByPolicy(segments) + AtAllocation(segments) > 0 ? 0 : Cma(segments, Padding));

    /// <summary>arm64, nothing listed: the image is cleaned line by line (<c>kexec_segment_flush</c>).</summary>
    public SimTime Flush(bool allInCma) =>
        allInCma && scenario.Image.Architecture.CleansLines()
            ? Times(MachineParameters.CleanLine, scenario.Image.Memsz.Bytes / 64)
            : SimTime.Zero;

    /// <summary>A request that is not a load's, on code that has run before; zeroing not counted.</summary>
    public SimTime Single(CmaRequest request, long pages, Reclaim reclaimed) =>
        new SimTime(Request(request, pages)) + Reclaimed(reclaimed);

    /// <summary>
    /// Each candidate, the last too, drains what all CPUs hold back (<c>lru_cache_disable</c>,
    /// <c>drain_all_pages</c>).
    /// </summary>
    private long Request(CmaRequest request, long pages)
    {
        SimTime time =
            draw.Duration(LoadParameters.CmaCall)
            + Times(LoadParameters.CmaCpu, (request.FailedCandidates + 1) * scenario.Machine.Cpus)
            + Times(LoadParameters.CmaCandidate, request.FailedCandidates)
            + Times(LoadParameters.CmaBlock, request.IsolatedBlocks)
            + Times(LoadParameters.CmaPage, request.Ok ? pages : 0)
            + Times(LoadParameters.ReclaimPage, request.Dropped)
            + Migration(request.Migrated);
        return time.Picoseconds;
    }

    /// <summary>
    /// Pages of each kind as the area's mix has them. Each page is isolated, unmapped and mapped
    /// once, whatever its size; a larger one has more to copy: <c>migrate.huge</c>, the copy of
    /// 4 KiB and little else, for each 4 KiB after the first. Where any is dirty the request waits
    /// once for the writeback under way, that of the others running meanwhile.
    /// </summary>
    private SimTime Migration(long pages)
    {
        MemoryMix mix = scenario.Memory.CmaMix ?? scenario.Memory.Mix;
        MachineParameter anonymous = scenario.Memory.CmaHuge
            ? LoadParameters.MigrateHuge
            : LoadParameters.MigrateAnonymous;
        long ofProcesses = (long)(pages * mix.AnonymousShare);
        return Times(anonymous, ofProcesses)
            + Times(LoadParameters.MigrateFile, pages - ofProcesses)
            + Times(LoadParameters.MigrateHuge, pages * (scenario.PageSize.Units - 1))
            + Times(LoadParameters.MigrateWriteback, pages > 0 && mix.Dirty > 0 ? 1 : 0);
    }

    private SimTime Reclaimed(Reclaim pages) =>
        Times(LoadParameters.ReclaimPage, pages.Clean)
        + Times(LoadParameters.ReclaimSwap, pages.Swapped);

    /// <summary>CMA segments: whole before the copy, the padding after it, or, as merged, nothing (its memset has length 0).</summary>
    private long ByPolicy(IReadOnlyList<PlacedSegment> segments) =>
        scenario.Kernel.MemsetFirst ? Cma(segments, s => s.Memsz.Bytes)
        : scenario.Kernel.TailZeroing ? Cma(segments, Padding)
        : 0;

    /// <summary><c>clear_page</c> for every source page, and once more at its allocation with init_on_alloc.</summary>
    private long OfPageList(IReadOnlyList<PlacedSegment> segments) =>
        Listed(segments) * (scenario.InitOnAlloc ? 2 : 1);

    private long AtAllocation(IReadOnlyList<PlacedSegment> segments) =>
        scenario.InitOnAlloc ? Cma(segments, s => s.Memsz.Bytes) : 0;

    private static long Padding(Segment s) => s.Memsz.Bytes - s.Bufsz.Bytes;

    private static long Listed(IReadOnlyList<PlacedSegment> segments) =>
        segments.Where(s => s.IsListed).Sum(s => s.Segment.Memsz.Bytes);

    private static long Cma(IReadOnlyList<PlacedSegment> segments, Func<Segment, long> bytes) =>
        segments.Where(s => !s.IsListed).Sum(s => bytes(s.Segment));

    private SimTime Memset(IReadOnlyList<PlacedSegment> segments) =>
        For(LoadParameters.LoadMemset, ByPolicy(segments))
        + Longer(LoadParameters.LoadMemset, ByPolicy(Away(segments)), 1);

    private SimTime ClearedAtAllocation(IReadOnlyList<PlacedSegment> segments) =>
        Cleared(AtAllocation(segments))
        + Longer(LoadParameters.LoadClear, AtAllocation(Away(segments)), 1);

    /// <summary>Segments in CMA that are far from the loader; an area is on one node.</summary>
    private List<PlacedSegment> Away(IReadOnlyList<PlacedSegment> segments)
    {
        NumaNodes numa = scenario.Memory.Numa;
        if (numa.Count == 1)
        {
            return [];
        }

        MemoryLayout layout = scenario.Memory.LayoutOn(scenario.Image.Architecture);
        return
        [
            .. segments.Where(s =>
                !s.IsListed
                && (numa.Interleaved || layout.NodeOf(s.Destination.Start) != numa.Loader)
            ),
        ];
    }

    /// <summary>
    /// What bytes at a rate take longer where they are away, by the share that writes.
    /// </summary>
    private SimTime Longer(MachineParameter rate, long away, double share)
    {
        double write = away == 0 ? 0 : FarMemory.Of(draw, scenario.Memory.Numa.FarShare).Write;
        return new((long)(For(rate, away).Picoseconds * share * write + 0.5));
    }

    private SimTime Cleared(long bytes) => For(LoadParameters.LoadClear, bytes);

    private SimTime For(MachineParameter rate, long bytes) =>
        draw.Rate(rate).TimeFor(new ByteSize(bytes));

    private SimTime Times(MachineParameter each, long count) =>
        new((long)Int128.Min((Int128)Picoseconds(each) * count, Longest));

    private long Picoseconds(MachineParameter parameter) => draw.Duration(parameter).Picoseconds;
}
