namespace KexecPerf.Model.HotPhase;

/// <summary>
/// Pages that follow one another in the order they are worked on and cost the same, but for the first of every source run, which costs
/// what a jump costs: equal runs side by side are one extent.
/// </summary>
/// <param name="Pages">How many, at least 1.</param>
/// <param name="Cost">Picoseconds of a page inside a run.</param>
/// <param name="FirstCost">Picoseconds of the first page of a run.</param>
/// <param name="RunPages">Pages of each run, at least 1.</param>
/// <param name="Offset">Where in its run the extent begins, from 0 to <paramref name="RunPages"/> - 1.</param>
internal readonly record struct Extent(
    long Pages,
    long Cost,
    long FirstCost,
    long RunPages,
    long Offset
)
{
    /// <summary>Pages that all cost the same.</summary>
    public static Extent Of(long pages, long cost) => new(pages, cost, cost, pages, 0);

    /// <summary>Picoseconds of all pages.</summary>
    public long Time => TimeOf(Pages);

    /// <summary>Picoseconds of the first <paramref name="pages"/> of them, at least 1.</summary>
    public long TimeOf(long pages)
    {
        long end = Offset + pages;
        long runs = end <= RunPages ? 1 : (end + RunPages - 1) / RunPages;
        long begun = Offset == 0 ? runs : runs - 1;
        return pages * Cost + begun * (FirstCost - Cost);
    }

    /// <summary>
    /// How many have ended strictly before a time from the start of the first: page ends come last in their instant, so an observer at
    /// the end of a page does not see it yet.
    /// </summary>
    public long DoneBefore(long time)
    {
        long done = 0;
        for (long more = Pages; done < more; )
        {
            long middle = more - (more - done) / 2;
            if (TimeOf(middle) < time)
            {
                done = middle;
            }
            else
            {
                more = middle - 1;
            }
        }

        return done;
    }
}
