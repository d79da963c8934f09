using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Dma;

/// <summary>
/// The instants of one kexec that decide what a write does, in picoseconds from the start of the hot phase: when each destination page was copied
/// and hashed, since when devices are not fed any more, and when the next kernel's drivers have reset them.
/// </summary>
public sealed class StrayTimeline
{
    private const long StretchesMost = 8;

    private readonly LoadedImage _loaded;
    private readonly HotPhaseOutcome _outcome;
    private readonly PageTimes _copied;
    private readonly PageTimes _hashed;
    private readonly long _sleep;
    private List<Stretch>? _stretches;

    /// <summary>The instants of a run.</summary>
    /// <param name="loaded">The image.</param>
    /// <param name="outcome">Its phases.</param>
    /// <param name="copied">Noted by the run.</param>
    /// <param name="hashed">Noted by the run.</param>
    /// <param name="policy">How long the kernel waits before the copy, beside the phases.</param>
    public StrayTimeline(
        LoadedImage loaded,
        HotPhaseOutcome outcome,
        PageTimes copied,
        PageTimes hashed,
        DmaPolicy policy
    )
    {
        _loaded = loaded;
        _outcome = outcome;
        _copied = copied;
        _hashed = hashed;
        _sleep = policy.SleepPs;
        DevicesShutPs = outcome[Phase.DeviceShutdown].Picoseconds;
        CpusStoppedPs = DevicesShutPs + outcome[Phase.CpuShutdown].Picoseconds;
        ResetPs = outcome.Downtime.Picoseconds + _sleep;
        long first = 0;
        foreach (PlacedSegment s in loaded.Segments)
        {
            Segments.Add((first, s));
            first += s.Segment.Pages.Pages;
        }
    }

    /// <summary>The same run under another policy, which decides when it copies, not how.</summary>
    public StrayTimeline Under(DmaPolicy policy) =>
        new(_loaded, _outcome, _copied, _hashed, policy);

    /// <summary>First page of each segment in load order, and the segment.</summary>
    public List<(long FirstPage, PlacedSegment Placed)> Segments { get; } = [];

    /// <summary>End of device shutdown.</summary>
    public long DevicesShutPs { get; }

    /// <summary>End of CPU shutdown.</summary>
    public long CpusStoppedPs { get; }

    /// <summary>End of early boot.</summary>
    public long ResetPs { get; }

    /// <summary>The image in stretches of pages that follow one another, eight a segment.</summary>
    public IReadOnlyList<Stretch> Stretches => _stretches ??= [.. Segments.SelectMany(Cut)];

    /// <summary>Since when a device is not fed.</summary>
    public long StopsFeedingPs(DmaDevice device) =>
        device.FedUntilCpusStop ? CpusStoppedPs : DevicesShutPs;

    /// <summary>When a page has its final content: the end of its copy; in CMA since the load, so before all.</summary>
    public long WrittenPs(long page) => _copied.End(page) is { } end ? end.Picoseconds + _sleep : 0;

    /// <summary>When the hash has passed a page; 0 where nothing hashes it.</summary>
    public long HashedPs(long page) =>
        _loaded.IsHashed && _hashed.End(page) is { } end ? end.Picoseconds + _sleep : 0;

    /// <summary>What a write to a destination page at a time did. The copy's end is not before the write that comes with it.</summary>
    public StrayOutcome Of(long page, long timePs)
    {
        long written = WrittenPs(page);
        if (timePs <= written)
        {
            return StrayOutcome.Harmless;
        }

        return timePs <= HashedPs(page) ? StrayOutcome.Detected : Silent(page);
    }

    private IEnumerable<Stretch> Cut((long FirstPage, PlacedSegment Placed) segment)
    {
        long content = segment.Placed.Segment.ContentPages.Pages;
        long pages = segment.Placed.Segment.Pages.Pages;
        foreach ((long from, long to) in new[] { (0, content), (content, pages) })
        {
            long most = Math.Max(1, (to - from + StretchesMost - 1) / StretchesMost);
            for (long start = from; start < to; start += most)
            {
                long first = segment.FirstPage + start;
                long last = segment.FirstPage + Math.Min(to, start + most) - 1;
                long middle = (first + last) / 2;
                yield return new Stretch(
                    last - first + 1,
                    WrittenPs(first),
                    WrittenPs(last),
                    HashedPs(middle),
                    Silent(middle),
                    segment.Placed.Placement
                );
            }
        }
    }

    /// <summary>What an unnoticed write to a page damages.</summary>
    public StrayOutcome Silent(long page)
    {
        (long first, PlacedSegment placed) = Segments.Last(s => s.FirstPage <= page);
        return placed.Segment.Role switch
        {
            SegmentRole.Kernel => page - first < placed.Segment.ContentPages.Pages
                ? StrayOutcome.SilentKernelText
                : StrayOutcome.SilentKernelData,
            SegmentRole.Initrd => StrayOutcome.SilentInitrd,
            SegmentRole.Purgatory or SegmentRole.BootParams or SegmentRole.Dtb =>
                StrayOutcome.SilentOther,
            SegmentRole.Ima or SegmentRole.KhoScratch => StrayOutcome.SilentOther,
        };
    }
}
