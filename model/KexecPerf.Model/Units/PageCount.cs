namespace KexecPerf.Model.Units;

/// <summary>A number of pages. Those of a running kernel have its <see cref="PageSize"/>.</summary>
public readonly record struct PageCount(long Pages)
{
    /// <summary>
    /// Bytes of a page of 4 KiB: x86_64, and the unit in which costs a page are calibrated.
    /// </summary>
    public const long PageBytes = 4096;

    /// <summary>Their size where they have 4 KiB.</summary>
    public ByteSize Size => new(Pages * PageBytes);

    /// <inheritdoc/>
    public override string ToString() => $"{Pages} pages";
}
