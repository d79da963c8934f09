using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Loading;

/// <summary>A scenario's image after the load: where every segment lies, the page list's runs, and what follows from it.</summary>
public sealed class LoadedImage
{
    private const long WordsPerPage = PageCount.PageBytes / 8 - 1;

    private LoadedImage(
        Scenario scenario,
        IReadOnlyList<PlacedSegment> segments,
        IReadOnlyList<SourceRun> runs
    )
    {
        Scenario = scenario;
        Segments = segments;
        Runs = runs;
    }

    /// <summary>The scenario loaded.</summary>
    public Scenario Scenario { get; }

    /// <summary>In load order.</summary>
    public IReadOnlyList<PlacedSegment> Segments { get; }

    /// <summary>The page list's source entries in list order, cut where the source jumps.</summary>
    public IReadOnlyList<SourceRun> Runs { get; }

    /// <summary>Whether every segment is in CMA (<c>kexec_only_cma_segments</c>), so that the page list is empty.</summary>
    public bool AllInCma => Segments.All(s => !s.IsListed);

    /// <summary>Source entries of the page list.</summary>
    public PageCount ListedPages =>
        new(Segments.Where(s => s.IsListed).Sum(s => s.Segment.Pages.Pages));

    /// <summary>
    /// Pages that hold the list: one 8-byte word for each source page and listed segment, 511 to a page beside the link to the next
    /// (<c>kimage_add_entry</c>). IND_DONE goes where the next word or link would (<c>kimage_terminate</c>), for an empty list into the
    /// image's head, and never takes a page of its own.
    /// </summary>
    public PageCount IndirectionPages
    {
        get
        {
            long words = ListedPages.Pages + Segments.Count(s => s.IsListed);
            return new PageCount((words + WordsPerPage - 1) / WordsPerPage);
        }
    }

    /// <summary>Whether the purgatory checks the digest: x86, unless the kernel may skip it.</summary>
    public bool IsHashed =>
        Scenario.Image.Architecture == Architecture.X86_64
        && !Scenario.Kernel.NoDigest
        && !(Scenario.Kernel.SkipDigest && !Scenario.ClassicSyscall && (Scenario.Kho || AllInCma));

    /// <summary>
    /// Whether the digest cannot match: it is computed over zeros where a CMA segment's padding keeps old content, since
    /// <c>kimage_load_cma_segment</c> clears nothing (its final memset has length 0, 6.17 to 7.3).
    /// </summary>
    public bool DigestMismatches =>
        IsHashed
        && Scenario.Memory.CmaDirty
        && !Scenario.InitOnAlloc
        && !Scenario.Kernel.TailZeroing
        && Segments.Any(s =>
            s.Placement == Placement.Cma
            && s.Segment.Role != SegmentRole.Purgatory
            && s.Segment.Bufsz < s.Segment.Memsz
        );

    /// <summary>
    /// Initrd pages that the boot stub overwrites: it rounds a kernel at an odd MiB up to kernel_alignment (2 MiB) and so ends 1 MiB
    /// past its segment (arch/x86/boot/compressed/head_64.S). The last of those pages was found untouched (7.2.13, CMA_ALIGNMENT 8:
    /// initrd pages 0-254).
    /// </summary>
    public long InitrdPagesOverwritten
    {
        get
        {
            PlacedSegment? kernel = InCma(SegmentRole.Kernel);
            PlacedSegment? initrd = InCma(SegmentRole.Initrd);
            if (
                Scenario.Image.Architecture != Architecture.X86_64
                || kernel is null
                || initrd is null
            )
            {
                return 0;
            }

            long alignment = 1L << kernel.Segment.AlignOrder;
            long shift = (alignment - kernel.AreaPage % alignment) % alignment;
            long end = kernel.AreaPage + kernel.Segment.Pages.Pages;
            long gap = initrd.AreaPage - end;
            return gap < 0 ? 0 : Math.Clamp(shift - 1 - gap, 0, initrd.Segment.Pages.Pages);
        }
    }

    /// <summary>Loads: places every segment and lays out the page list, with this replication's draws.</summary>
    public static LoadedImage Load(Scenario scenario, MachineDraw draw)
    {
        PlacementDecision decision = CmaPlacementRules.Decide(scenario);
        long[] area = decision.Any ? CmaPlacementRules.FirstFit(scenario) : [];
        RandomStream luck = draw.Stream("cma.success");
        Placement otherwise =
            scenario.Kho && !scenario.ClassicSyscall ? Placement.KhoScratch : Placement.PageList;
        var segments = new List<PlacedSegment>();
        for (int i = 0; i < scenario.Image.Segments.Count; i++)
        {
            bool lucky = luck.NextUniform() < scenario.Memory.CmaSuccess;
            bool cma = decision.Candidates[i] && lucky;
            segments.Add(
                new PlacedSegment(
                    scenario.Image.Segments[i],
                    cma ? Placement.Cma : otherwise,
                    cma ? area[i] : 0
                )
            );
        }

        long listed = segments.Where(s => s.IsListed).Sum(s => s.Segment.Pages.Pages);
        return new LoadedImage(
            scenario,
            segments,
            SourceLayout.Runs(scenario.Memory, listed, draw)
        );
    }

    private PlacedSegment? InCma(SegmentRole role) =>
        Segments.FirstOrDefault(s => s.Segment.Role == role && s.Placement == Placement.Cma);
}
