namespace KexecPerf.Model.Memory;

/// <summary>Searches in ranges that are ascending and apart.</summary>
internal static class SortedRanges
{
    /// <summary>Index of the first range that ends behind a page frame; their number where none does.</summary>
    public static int FirstEndingBehind(IReadOnlyList<PageRange> ranges, long page)
    {
        int low = 0;
        int high = ranges.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = ranges[middle].End > page ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>
    /// So many pages at a distance from the ranges' start, as far as they lie in the first range
    /// that has any, in the next, and so on; no pages if there is no such part.
    /// </summary>
    public static PageRange PartOf(
        ReadOnlySpan<PageRange> ranges,
        long offset,
        long pages,
        long part
    )
    {
        foreach (PageRange range in ranges)
        {
            if (offset < range.Pages && pages > 0)
            {
                long here = Math.Min(pages, range.Pages - offset);
                if (part-- == 0)
                {
                    return new PageRange(range.Start + offset, here);
                }

                pages -= here;
                offset = range.Pages;
            }

            offset -= range.Pages;
        }

        return default;
    }
}
