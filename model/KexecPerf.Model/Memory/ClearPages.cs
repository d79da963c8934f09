namespace KexecPerf.Model.Memory;

/// <summary>Page frames that a load may take without a look at each: alike near, and nobody's destination.</summary>
/// <param name="within">The range they lie in.</param>
/// <param name="destinations">What of it they are not, in any order.</param>
/// <param name="around">A range around all destinations: most memory lies outside.</param>
internal readonly struct ClearPages(PageRange within, PageRange[] destinations, PageRange around)
{
    /// <summary>Whether all pages of a run are such.</summary>
    public bool Has(PageRange run) =>
        run.Start >= within.Start
        && run.End <= within.End
        && !(run.Overlaps(around) && Array.Exists(destinations, run.Overlaps));

    /// <summary>The first frame behind one of them that is no such any more.</summary>
    public long EndFrom(long page)
    {
        long end = within.End;
        foreach (PageRange range in destinations)
        {
            end = range.Start > page ? Math.Min(end, range.Start) : end;
        }

        return end;
    }
}
