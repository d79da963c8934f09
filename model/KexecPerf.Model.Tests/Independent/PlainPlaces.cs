using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Tests.Independent;

/// <summary>
/// Where segments go in idle memory: one behind the other in the area where there is room, else
/// in the page list. The rest of what README says of places is not needed for times.
/// </summary>
internal sealed class PlainPlaces
{
    public PlainPlaces(Scenario s)
    {
        Scenario = s;
        bool mayUse =
            s.Kernel.CmaPlacement && !s.ClassicSyscall && (!s.Kho || s.Kernel.CmaUnderKho);
        Tries = mayUse && s.Memory.AreaPages > 0 ? s.Image.Segments.Count : 0;
        long next = Pools(s) + s.Memory.CmaHeld;
        foreach (Segment segment in s.Image.Segments)
        {
            int order = s.Kernel.AlignOrder9
                ? segment.AlignOrder
                : Math.Min(segment.AlignOrder, s.CmaAlignment);
            long start = (next + (1L << order) - 1) >> order << order;
            bool fits = Tries > 0 && start + segment.Pages.Pages <= s.Memory.AreaPages;
            (fits ? InCma : Listed).Add((segment, fits ? start : 0));
            next = fits ? start + segment.Pages.Pages : next;
        }
    }

    public Scenario Scenario { get; }

    /// <summary>Segments in the area with their first page there.</summary>
    public List<(Segment Segment, long Start)> InCma { get; } = [];

    public List<(Segment Segment, long Start)> Listed { get; } = [];

    /// <summary>Requests made.</summary>
    public int Tries { get; }

    public long ListedPages => Listed.Sum(l => l.Segment.Pages.Pages);

    /// <summary>
    /// What the purgatory's hash covers, with pages of the list before each; -1 where it is in
    /// the area.
    /// </summary>
    public IEnumerable<(long Pages, long Before)> Hashed()
    {
        long before = 0;
        foreach (Segment s in Scenario.Image.Segments)
        {
            bool isListed = Listed.Exists(l => l.Segment == s);
            if (s.Role is not (SegmentRole.Purgatory or SegmentRole.Ima))
            {
                yield return (s.Pages.Pages, isListed ? before : -1);
            }

            before += isListed ? s.Pages.Pages : 0;
        }
    }

    /// <summary>
    /// Share of the list's destinations on another node than CPU 0: on the last one what is taken
    /// from the top of RAM.
    /// </summary>
    public double FarOfList =>
        Scenario.Memory.Numa.Interleaved ? 1
        : Scenario.Nodes == 1 || Listed.Count == 0 ? 0
        : Listed.Where(IsFromTop).Sum(l => l.Segment.Pages.Pages) / (double)ListedPages;

    /// <summary>The area is on node 0, which holds it.</summary>
    public bool IsAreaFar => Scenario.Memory.Numa.Interleaved;

    /// <summary>Sources come from the loader's node.</summary>
    public bool AreSourcesFar =>
        Scenario.Memory.Numa.Interleaved || Scenario.Memory.Numa.Loader > 0;

    /// <summary>x86_64 has all from the top, arm64 all but kernel and initrd.</summary>
    private bool IsFromTop((Segment Segment, long Start) listed) =>
        Scenario.Image.Architecture == Architecture.X86_64
        || listed.Segment.Role is not (SegmentRole.Kernel or SegmentRole.Initrd);

    private static long Pools(Scenario s)
    {
        double perGiB = s.Memory.Ram.Bytes / (double)(1L << 30) * (128 << 10);
        double pool = Math.Pow(2, Math.Ceiling(Math.Log2(perGiB)));
        pool = Math.Min(s.PageSize.Bytes << s.PageSize.LargestOrder, Math.Max(128 << 10, pool));
        // arm64 has its area in the low zone.
        int pools = s.Image.Architecture == Architecture.X86_64 ? 1 : 2;
        return pools * (long)pool / s.PageSize.Bytes;
    }
}
