using KexecPerf.Model.Memory;

namespace KexecPerf.Answers.Hosts;

/// <summary>
/// What a host says of one CMA area, in pages of its kernel; null is what it does not.
/// </summary>
/// <param name="Name">As the kernel calls it.</param>
/// <param name="Pages">Size.</param>
/// <param name="Held">Pages that <c>cma_alloc()</c> gave out: no load moves them.</param>
/// <param name="Free">Runs of pages that are not, ascending, the largest ones alone.</param>
internal sealed record CmaAreaFacts(
    string Name,
    long? Pages,
    long? Held,
    IReadOnlyList<PageRange>? Free
)
{
    /// <summary>Longest run that nobody holds; null: not known.</summary>
    public long? LongestFree => Free?.Select(r => r.Pages).DefaultIfEmpty().Max();

    /// <summary>
    /// Where pages are held, ascending: around the free runs, or all at the start where it is not
    /// known where they are; null where it is not known how many.
    /// </summary>
    public IReadOnlyList<PageRange>? HeldAt
    {
        get
        {
            if (Pages is not { } pages || (Held is null && Free is null))
            {
                return null;
            }

            var held = new List<PageRange>();
            long from = 0;
            foreach (PageRange run in Free ?? [new PageRange(Held!.Value, pages - Held.Value)])
            {
                held.Add(new PageRange(from, run.Start - from));
                from = run.End;
            }

            held.Add(new PageRange(from, pages - from));
            return [.. held.Where(r => r.Pages > 0)];
        }
    }
}
