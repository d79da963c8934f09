using KexecPerf.Model.Units;

namespace KexecPerf.Model.Loading;

/// <summary>
/// The list of destinations and sources in memory: 8-byte words, 511 to a 4 KiB page (8,191 to one
/// of 64 KiB) and a link to the next (<c>kimage_add_entry</c>, kernel/kexec_core.c); the image's
/// head links to the first page.
/// </summary>
internal readonly struct ImageList(PageSize page)
{
    /// <summary>Words in a page beside the link.</summary>
    public long WordsPerPage { get; } = page.Bytes / 8 - 1;

    /// <summary>Pages that so many words fill, the last one possibly in part.</summary>
    public PageCount PagesOf(long words) => new((words + WordsPerPage - 1) / WordsPerPage);

    /// <summary>Words <c>for_each_kimage_entry</c> visits in a list of so many, head and links included.</summary>
    public long StepsOfAll(long words) => words == 0 ? 0 : 1 + words + (words - 1) / WordsPerPage;

    /// <summary>Words visited up to and including each of consecutive words, summed.</summary>
    public long StepsTo(long word, long count) => Sum(word + count) - Sum(word);

    /// <summary>Sum over i below n of i + i/WordsPerPage + 2.</summary>
    private long Sum(long n)
    {
        long full = n / WordsPerPage;
        long rest = n % WordsPerPage;
        return n * (n - 1) / 2 + 2 * n + WordsPerPage * (full * (full - 1) / 2) + rest * full;
    }
}
