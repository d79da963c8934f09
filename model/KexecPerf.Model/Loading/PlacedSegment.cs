using KexecPerf.Model.Images;
using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Loading;

/// <summary>A segment with its placement.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Placement">Where it went.</param>
/// <param name="AreaPage">First page inside the CMA area; 0 for other placements.</param>
/// <param name="Destination">Page frames it runs in.</param>
public sealed record PlacedSegment(
    Segment Segment,
    Placement Placement,
    long AreaPage,
    PageRange Destination
)
{
    /// <summary>Whether relocation copies it.</summary>
    public bool IsListed =>
        Placement switch
        {
            Placement.PageList or Placement.KhoScratch => true,
            Placement.Cma => false,
        };
}
