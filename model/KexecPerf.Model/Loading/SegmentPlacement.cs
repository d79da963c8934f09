using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Loading;

/// <summary>
/// Places the segments one by one as <c>kexec_add_buffer</c> does: KHO scratch, else the CMA area where a rule lets them, else a hole. A segment that
/// gets no range in the area falls back alone and silently. arm64 places kernel, initrd and device
/// tree together
/// (<c>image_load</c>, arch/arm64/kernel/kexec_image.c): where one of them finds no place, it looks
/// for a next one of the kernel.
/// </summary>
internal sealed class SegmentPlacement
{
    private readonly Scenario _scenario;
    private readonly PhysicalMemory _memory;
    private readonly FreePool _pool;
    private readonly bool _triesCma;

    /// <summary>KHO's areas; null where it has no say.</summary>
    private readonly IReadOnlyList<PageRange>? _scratch;
    private readonly List<PageRange> _placed = [];

    public SegmentPlacement(Scenario scenario, PhysicalMemory memory, FreePool pool)
    {
        _scenario = scenario;
        _memory = memory;
        _pool = pool;
        _triesCma = CmaPlacementRules.Tries(scenario) && memory.Area is not null;
        _scratch =
            scenario.Kho && !scenario.ClassicSyscall
                ? (scenario.KhoScratch ?? KhoScratch.Least(scenario.Memory)).Areas(memory.Layout)
                : null;
        switch (scenario.Image.Architecture)
        {
            case Architecture.X86_64:
                foreach (Segment segment in scenario.Image.Segments)
                {
                    Place(segment, HoleSearch.Everywhere);
                }

                break;
            case Architecture.Arm64:
                PlaceTogether(scenario.Image.Segments);
                break;
        }

        // IMA goes without its list where that finds no place (ima_add_kexec_buffer).
        Segments.RemoveAll(s =>
            s.Segment.Role == SegmentRole.Ima && HoleSearch.IsNowhere(s.Destination)
        );
    }

    /// <summary>In load order.</summary>
    public List<PlacedSegment> Segments { get; } = [];

    /// <summary>CMA requests made, in order, each with the pages it asked for.</summary>
    public List<(CmaRequest Request, long Pages)> Requests { get; } = [];

    /// <summary>
    /// Pages of the area that nobody gives back: those of kernels and others that were placed once
    /// more.
    /// </summary>
    public long Leaked { get; private set; }

    /// <summary>Whether a segment has no place.</summary>
    public bool IsRefused => Segments.Exists(s => HoleSearch.IsNowhere(s.Destination));

    /// <summary>Whether a segment needs more KHO scratch than is known to exist.</summary>
    public bool NeedsMoreScratch => Segments.Exists(s => HoleSearch.IsUnknown(s.Destination));

    /// <summary>
    /// The first kernel from the bottom up beside which the others fit
    /// (<c>load_other_segments</c>): the initrd behind it and less than
    /// 32 GiB above the GiB in which it starts, the device tree anywhere behind it. CMA ignores all
    /// bounds, and gives the kernel a new
    /// range each round; <c>nr_segments</c> alone is set back, so that the range before leaks.
    /// </summary>
    private void PlaceTogether(IReadOnlyList<Segment> segments)
    {
        long gib = _memory.Layout.PageSize.Whole(ByteSize.FromGiB(1));
        int kernel = 0;
        while (segments[kernel].Role != SegmentRole.Kernel)
        {
            Place(segments[kernel++], HoleSearch.Everywhere);
        }

        long from = 0;
        while (true)
        {
            PlacedSegment first = Place(segments[kernel], From(from));
            PageRange whole = _placed[^1];
            bool found = !HoleSearch.IsNowhere(first.Destination);
            for (int i = kernel + 1; i < segments.Count; i++)
            {
                long most = whole.Start / gib * gib + 32 * gib;
                PageRange window =
                    segments[i].Role == SegmentRole.Initrd
                        ? new PageRange(whole.End, Math.Max(0, most - whole.End))
                        : From(whole.End);
                found = found && !HoleSearch.IsNowhere(Place(segments[i], window).Destination);
            }

            if (found || HoleSearch.IsNowhere(first.Destination))
            {
                return;
            }

            Leaked += Segments.Skip(kernel).Where(s => !s.IsListed).Sum(s => s.Segment.PlacePages);
            from = whole.End;
            Segments.RemoveRange(kernel, Segments.Count - kernel);
            _placed.RemoveRange(kernel, _placed.Count - kernel);
        }
    }

    private static PageRange From(long page) => new(page, long.MaxValue - page);

    private PlacedSegment Place(Segment segment, PageRange window)
    {
        long page = _triesCma ? InArea(segment, _memory.Area!) : -1;
        Architecture architecture = _scenario.Image.Architecture;
        PageRange whole =
            page >= 0 ? new PageRange(_memory.Area!.Start + page, segment.PlacePages)
            : _scratch is not null
                ? HoleSearch.InScratch(
                    architecture,
                    segment,
                    _scratch,
                    _scenario.KhoScratch is null,
                    _placed,
                    window
                )
            : HoleSearch.Find(_memory, architecture, segment, _placed, window);
        _placed.Add(whole);

        // The kernel starts behind text_offset; into CMA it is written from the start of the range
        // (kimage_load_cma_segment).
        long lead = page >= 0 ? 0 : segment.LeadPages;
        var placed = new PlacedSegment(
            segment,
            page >= 0 ? Placement.Cma
                : _scratch is not null ? Placement.KhoScratch
                : Placement.PageList,
            Math.Max(0, page),
            new PageRange(whole.Start + lead, segment.Pages.Pages)
        );
        Segments.Add(placed);
        return placed;
    }

    /// <summary>First page of a segment in the area; -1: it falls back.</summary>
    private long InArea(Segment segment, CmaArea area)
    {
        long pages = segment.PlacePages;
        int order = CmaPlacementRules.AlignOrder(_scenario, segment);
        CmaRequest request = CmaRequest.Allocate(area, pages, order, _pool);
        Requests.Add((request, pages));
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
