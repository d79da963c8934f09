using KexecPerf.Model.Units;

namespace KexecPerf.Model.Images;

/// <summary>One segment of the loaded image, as the architecture's loader adds it (<c>kexec_add_buffer</c>).</summary>
/// <param name="Role">What it holds.</param>
/// <param name="Bufsz">Bytes with content.</param>
/// <param name="Memsz">Bytes at the destination, a whole number of pages, at least <paramref name="Bufsz"/>.</param>
/// <param name="AlignOrder">log2 of the alignment asked for, in pages of the running kernel (0: one
/// page).</param>
public sealed record Segment(SegmentRole Role, ByteSize Bufsz, ByteSize Memsz, int AlignOrder)
{
    /// <summary>Pages of the kernel that loads it.</summary>
    public PageSize PageSize { get; init; }

    /// <summary>
    /// Pages before the segment that are placed with it: arm64's <c>text_offset</c>, 0 since 5.8.
    /// </summary>
    public long LeadPages { get; init; }

    /// <summary>Pages for which a place is looked for.</summary>
    public long PlacePages => LeadPages + Pages.Pages;

    /// <summary>Pages at the destination.</summary>
    public PageCount Pages => PageSize.RoundedUp(Memsz);

    /// <summary>Pages that hold content, the last one possibly in part.</summary>
    public PageCount ContentPages => PageSize.RoundedUp(Bufsz);

    /// <summary>Name in output.</summary>
    public string Name =>
        Role switch
        {
            SegmentRole.Ima => "ima",
            SegmentRole.KhoScratch => "kho_scratch",
            SegmentRole.Purgatory => "purgatory",
            SegmentRole.BootParams => "boot_params",
            SegmentRole.Kernel => "kernel",
            SegmentRole.Initrd => "initrd",
            SegmentRole.Dtb => "dtb",
        };

    /// <summary>Whether the digest covers it.</summary>
    public bool IsHashed =>
        Role switch
        {
            SegmentRole.Purgatory or SegmentRole.Ima => false,
            SegmentRole.BootParams or SegmentRole.Kernel or SegmentRole.Initrd or SegmentRole.Dtb =>
                true,
            SegmentRole.KhoScratch => true,
        };

    /// <summary>Whether it is a file that the user gives, rather than made by the loader.</summary>
    public bool IsFile =>
        Role switch
        {
            SegmentRole.Kernel or SegmentRole.Initrd => true,
            SegmentRole.Purgatory or SegmentRole.BootParams or SegmentRole.Dtb => false,
            SegmentRole.Ima or SegmentRole.KhoScratch => false,
        };
}
