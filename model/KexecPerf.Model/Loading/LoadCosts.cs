using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Loading;

/// <summary>
/// Time of the load's steps (<c>kexec_file_load(2)</c>, <c>kernel/kexec_file.c</c>) from what they did: sums of counts times drawn costs.
/// </summary>
internal sealed class LoadCosts(Scenario scenario, MachineDraw draw)
{
    /// <summary>80 hours. Nobody waits longer, and pins throughout a terabyte's area would exceed what a time can hold.</summary>
    private const long Longest = 1L << 58;

    public SimTime Read()
    {
        // kexec_load(2) hands over user memory; nothing is read.
        long bytes = scenario.ClassicSyscall ? 0 : ImageFiles.Bytes(scenario.Image);
        return For(MachineParameters.LoadRead, bytes);
    }

    public SimTime Prepare() => draw.Duration(MachineParameters.LoadPrepare);

    /// <summary>Every request pays a call, its blocks, the pages it got, what it migrated and the candidates it gave up.</summary>
    public SimTime CmaAllocation(
        IReadOnlyList<(CmaRequest Request, long Pages)> requests,
        IReadOnlyList<PlacedSegment> segments
    )
    {
        if (requests.Count == 0)
        {
            return SimTime.Zero;
        }

        long calls = Picoseconds(MachineParameters.CmaFirst);
        for (int i = 0; i < requests.Count; i++)
        {
            calls += Request(requests[i].Request, requests[i].Pages);
        }

        return new SimTime(calls) + Cleared(AtAllocation(segments));
    }

    /// <summary>SHA-256 with the CPU's instructions over memsz, where there is a purgatory to check it.</summary>
    public SimTime Digest(bool hashed) =>
        hashed
            ? For(
                MachineParameters.HashAccelerated,
                scenario.Image.Segments.Where(s => s.IsHashed).Sum(s => s.Memsz.Bytes)
            )
            : SimTime.Zero;

    /// <summary>Content copied; by page list, every page allocated and both lists walked; and the zeroing that is not part of a CMA request.</summary>
    public SimTime Copy(IReadOnlyList<PlacedSegment> segments, PageListLoad? list)
    {
        SimTime time =
            For(MachineParameters.LoadCopy, segments.Sum(s => s.Segment.Bufsz.Bytes))
            + For(MachineParameters.LoadMemset, ByPolicy(segments))
            + Cleared(OfPageList(segments));
        return list is null
            ? time
            : time
                + Times(MachineParameters.LoadPage, Listed(segments) / PageCount.PageBytes)
                + Times(MachineParameters.WalkParked, list.ParkedSteps)
                + Times(MachineParameters.WalkEntry, list.EntrySteps)
                + Times(MachineParameters.ReclaimPage, list.Reclaimed);
    }

    /// <summary>All zeroing.</summary>
    public SimTime Zeroing(IReadOnlyList<PlacedSegment> segments) =>
        For(MachineParameters.LoadMemset, ByPolicy(segments))
        + Cleared(OfPageList(segments))
        + Cleared(AtAllocation(segments));

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
    public SimTime Single(CmaRequest request, long pages) => new(Request(request, pages));

    private long Request(CmaRequest request, long pages)
    {
        MachineParameter move = scenario.Memory.CmaFill switch
        {
            MovableKind.Anonymous => MachineParameters.MigrateAnonymous,
            MovableKind.File => MachineParameters.MigrateFile,
            MovableKind.HugePage => MachineParameters.MigrateHuge,
        };
        SimTime time =
            draw.Duration(MachineParameters.CmaCall)
            + Times(MachineParameters.CmaCandidate, request.FailedCandidates)
            + Times(MachineParameters.CmaBlock, request.IsolatedBlocks)
            + Times(MachineParameters.CmaPage, request.Ok ? pages : 0)
            + Times(move, request.Migrated);
        return time.Picoseconds;
    }

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

    private SimTime Cleared(long bytes) => For(MachineParameters.LoadClear, bytes);

    private SimTime For(MachineParameter rate, long bytes) =>
        draw.Rate(rate).TimeFor(new ByteSize(bytes));

    private SimTime Times(MachineParameter each, long count) =>
        new((long)Int128.Min((Int128)Picoseconds(each) * count, Longest));

    private long Picoseconds(MachineParameter parameter) => draw.Duration(parameter).Picoseconds;
}
