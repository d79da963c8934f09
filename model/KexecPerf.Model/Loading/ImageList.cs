namespace KexecPerf.Model.Loading;

/// <summary>
/// The list of destinations and sources in memory: 8-byte words, 511 to a page and a link to the next (<c>kimage_add_entry</c>); the image's head links to the
/// first page.
/// </summary>
internal static class ImageList
{
    /// <summary>Words in a page beside the link.</summary>
    public const long WordsPerPage = 511;

    /// <summary>Words <c>for_each_kimage_entry</c> visits in a list of so many, head and links included.</summary>
    public static long StepsOfAll(long words) =>
        words == 0 ? 0 : 1 + words + (words - 1) / WordsPerPage;

    /// <summary>Words visited up to and including each of consecutive words, summed.</summary>
    public static long StepsTo(long word, long count) => Sum(word + count) - Sum(word);

    /// <summary>Sum over i below n of i + i/511 + 2.</summary>
    private static long Sum(long n)
    {
        long full = n / WordsPerPage;
        long rest = n % WordsPerPage;
        return n * (n - 1) / 2 + 2 * n + WordsPerPage * (full * (full - 1) / 2) + rest * full;
    }
}
