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
}
