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
    public SimTime Read()
    {
        // kexec_load(2) hands over user memory; nothing is read.
        long bytes = scenario.ClassicSyscall ? 0 : ImageFiles.Bytes(scenario.Image);
        return For(MachineParameters.LoadRead, bytes);
    }

    public SimTime Prepare() => draw.Duration(MachineParameters.LoadPrepare);

    /// <summary>Every request pays a call, its blocks, the pages it got, what it migrated and the candidates it gave up.</summary>
    public SimTime CmaAllocation(IReadOnlyList<CmaRequest> requests, IReadOnlyList<PlacedSegment> segments)
    {
        if (requests.Count == 0)
        {
            return SimTime.Zero;
        }

        long calls = Picoseconds(MachineParameters.CmaFirst);
        for (int i = 0; i < requests.Count; i++)
        {
            calls += Request(requests[i], segments[i].Segment.Pages.Pages);
        }

        return new SimTime(calls) + (scenario.InitOnAlloc ? Cleared(Cma(segments, s => s.Memsz)) : SimTime.Zero);
    }

    /// <summary>SHA-256 with the CPU's instructions over memsz, where there is a purgatory to check it.</summary>
    public SimTime Digest(bool hashed) =>
        hashed
            ? For(
                MachineParameters.HashAccelerated,
                scenario.Image.Segments.Where(s => s.Role != SegmentRole.Purgatory).Sum(s => s.Memsz.Bytes)
            )
            : SimTime.Zero;

    /// <summary>
    /// Page list: every page allocated and cleared, twice with init_on_alloc, content copied, both lists walked. CMA: content
    /// copied, and zeroed what the kernel's policy says.
    /// </summary>
    public SimTime Copy(IReadOnlyList<PlacedSegment> segments, PageListLoad? list)
    {
        long content = segments.Sum(s => s.Segment.Bufsz.Bytes);
        SimTime time = For(MachineParameters.LoadCopy, content) + For(MachineParameters.LoadMemset, ZeroedInCma(segments));
        if (list is null)
        {
            return time;
        }

        long listed = segments.Where(s => s.IsListed).Sum(s => s.Segment.Memsz.Bytes);
        long pages = listed / PageCount.PageBytes;
        return time
            + Cleared(listed * (scenario.InitOnAlloc ? 2 : 1))
            + Times(MachineParameters.LoadPage, pages)
            + Times(MachineParameters.WalkParked, list.ParkedSteps)
            + Times(MachineParameters.WalkEntry, list.EntrySteps)
            + Times(MachineParameters.ReclaimPage, list.Reclaimed);
    }

    /// <summary>arm64, nothing listed: the image is cleaned line by line (<c>kexec_segment_flush</c>).</summary>
    public SimTime Flush(bool allInCma) =>
        allInCma && scenario.Image.Architecture == Architecture.Arm64
            ? Times(MachineParameters.CleanLine, scenario.Image.Memsz.Bytes / 64)
            : SimTime.Zero;

    /// <summary>A request that is not a load's, on code that has run before; zeroing not counted.</summary>
    public SimTime Single(CmaRequest request, long pages) => new(Request(request, pages));

    private long Request(CmaRequest request, long pages)
    {
        MachineParameter move = scenario.Memory.CmaFill switch
        {
            MovableKind.File => MachineParameters.MigrateFile,
            MovableKind.HugePage => MachineParameters.MigrateHuge,
            _ => MachineParameters.MigrateAnonymous,
        };
        return Picoseconds(MachineParameters.CmaCall)
            + request.FailedCandidates * Picoseconds(MachineParameters.CmaCandidate)
            + request.IsolatedBlocks * Picoseconds(MachineParameters.CmaBlock)
            + (request.Ok ? pages * Picoseconds(MachineParameters.CmaPage) : 0)
            + request.Migrated * Picoseconds(move);
    }

    private long ZeroedInCma(IReadOnlyList<PlacedSegment> segments) =>
        scenario.Kernel.MemsetFirst ? Cma(segments, s => s.Memsz)
        : scenario.Kernel.TailZeroing ? Cma(segments, s => new ByteSize(s.Memsz.Bytes - s.Bufsz.Bytes))
        : 0;

    private static long Cma(IReadOnlyList<PlacedSegment> segments, Func<Segment, ByteSize> size) =>
        segments.Where(s => !s.IsListed).Sum(s => size(s.Segment).Bytes);

    private SimTime Cleared(long bytes) => For(MachineParameters.LoadClear, bytes);

    private SimTime For(MachineParameter rate, long bytes) =>
        draw.Rate(rate).TimeFor(new ByteSize(bytes));

    private SimTime Times(MachineParameter each, long count) =>
        new(checked(Picoseconds(each) * count));

    private long Picoseconds(MachineParameter parameter) => draw.Duration(parameter).Picoseconds;
}
