namespace KexecPerf.Model.HotPhase;

/// <summary>How the pages of an image are walked. Both give the same outcome to the picosecond.</summary>
public enum CopyMode
{
    /// <summary>By runs of pages of one cost class, in closed form. What everyone runs.</summary>
    Extents,

    /// <summary>One event a page, the cache page by page. The specification, and the oracle of the tests.</summary>
    PageExact,
}
