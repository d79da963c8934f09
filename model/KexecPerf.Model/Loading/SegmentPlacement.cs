using KexecPerf.Model.Images;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Loading;

/// <summary>
/// Places the segments one by one as <c>kexec_add_buffer</c> does: KHO scratch, else the CMA area where a rule lets them, else a hole. A segment that
/// gets no range in the area falls back alone and silently.
/// </summary>
internal sealed class SegmentPlacement
{
    private readonly Scenario _scenario;
    private readonly PhysicalMemory _memory;
    private readonly FreePool _pool;
    private readonly List<PageRange> _placed = [];

    public SegmentPlacement(Scenario scenario, PhysicalMemory memory, FreePool pool)
    {
        _scenario = scenario;
        _memory = memory;
        _pool = pool;
        bool triesCma = CmaPlacementRules.Tries(scenario) && memory.Area is not null;
        bool scratch = scenario.Kho && !scenario.ClassicSyscall;
        foreach (Segment segment in scenario.Image.Segments)
        {
            long page = triesCma ? InArea(segment, memory.Area!) : -1;
            Placement otherwise = scratch ? Placement.KhoScratch : Placement.PageList;
            PageRange destination =
                page >= 0 ? new PageRange(memory.Area!.Start + page, segment.Pages.Pages)
                : scratch ? HoleSearch.InScratch(segment, _placed)
                : HoleSearch.Find(memory, scenario.Image.Architecture, segment, _placed);
            _placed.Add(destination);
            Segments.Add(
                new PlacedSegment(
                    segment,
                    page >= 0 ? Placement.Cma : otherwise,
                    Math.Max(0, page),
                    destination
                )
            );
        }
    }

    /// <summary>In load order.</summary>
    public List<PlacedSegment> Segments { get; } = [];

    /// <summary>CMA requests made, in order.</summary>
    public List<CmaRequest> Requests { get; } = [];

    /// <summary>First page of a segment in the area; -1: it falls back.</summary>
    private long InArea(Segment segment, CmaArea area)
    {
        long pages = segment.Pages.Pages;
        int order = CmaPlacementRules.AlignOrder(_scenario, segment);
        CmaRequest request = CmaRequest.Allocate(area, pages, order, _pool);
        Requests.Add(request);
        if (!request.Ok)
        {
            return -1;
        }

        // kimage_is_destination_range() counts the end as inside: a range that ends where a placed one starts is given back, as is one
        // that a segment of the page list will be copied into.
        var reach = new PageRange(area.Start + request.Start, pages + 1);
        if (_placed.Exists(p => p.Overlaps(reach)))
        {
            area.Release(new PageRange(request.Start, pages));
            return -1;
        }

        return request.Start;
    }
}
