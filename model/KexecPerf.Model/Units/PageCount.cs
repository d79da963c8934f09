namespace KexecPerf.Model.Units;

/// <summary>A number of 4 KiB pages. Kernels with 16 or 64 KiB pages are outside the model; the answers say so.</summary>
public readonly record struct PageCount(long Pages)
{
    /// <summary>Bytes of one page.</summary>
    public const long PageBytes = 4096;

    /// <summary>Their size.</summary>
    public ByteSize Size => new(Pages * PageBytes);

    /// <inheritdoc/>
    public override string ToString() => $"{Pages} pages";
}
