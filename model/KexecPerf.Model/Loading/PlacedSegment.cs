using KexecPerf.Model.Images;

namespace KexecPerf.Model.Loading;

/// <summary>A segment with its placement.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Placement">Where it went.</param>
/// <param name="AreaPage">First page inside the CMA area; 0 for other placements.</param>
public sealed record PlacedSegment(Segment Segment, Placement Placement, long AreaPage)
{
    /// <summary>Whether relocation copies it.</summary>
    public bool IsListed => Placement != Placement.Cma;
}
