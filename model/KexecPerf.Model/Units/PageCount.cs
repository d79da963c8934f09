namespace KexecPerf.Model.Units;

/// <summary>A number of 4 KiB pages. Kernels with 16 or 64 KiB pages are outside the model; the answers say so.</summary>
public readonly record struct PageCount(long Pages) : IComparable<PageCount>
{
    /// <summary>Bytes of one page.</summary>
    public const long PageBytes = 4096;

    /// <summary>No pages.</summary>
    public static PageCount Zero => default;

    /// <summary>Their size.</summary>
    public ByteSize Size => new(Pages * PageBytes);

    /// <summary>Sum.</summary>
    public static PageCount operator +(PageCount a, PageCount b) => new(a.Pages + b.Pages);

    /// <summary>Difference.</summary>
    public static PageCount operator -(PageCount a, PageCount b) => new(a.Pages - b.Pages);

    /// <summary>Fewer.</summary>
    public static bool operator <(PageCount a, PageCount b) => a.Pages < b.Pages;

    /// <summary>More.</summary>
    public static bool operator >(PageCount a, PageCount b) => a.Pages > b.Pages;

    /// <summary>Not more.</summary>
    public static bool operator <=(PageCount a, PageCount b) => a.Pages <= b.Pages;

    /// <summary>Not fewer.</summary>
    public static bool operator >=(PageCount a, PageCount b) => a.Pages >= b.Pages;

    /// <inheritdoc/>
    public int CompareTo(PageCount other) => Pages.CompareTo(other.Pages);

    /// <inheritdoc/>
    public override string ToString() => $"{Pages} pages";
}
