namespace KexecPerf.Model.Loading;

/// <summary>Where a segment lies between load and exec.</summary>
public enum Placement
{
    /// <summary>In pages anywhere, listed by entry; relocation copies it.</summary>
    PageList,

    /// <summary>In the CMA area, at its destination; nothing to copy.</summary>
    Cma,

    /// <summary>Listed pages, destination inside KHO scratch; relocation copies it.</summary>
    KhoScratch,
}
