namespace KexecPerf.Model.Images;

/// <summary>What a segment holds.</summary>
public enum SegmentRole
{
    /// <summary>
    /// IMA's measurement list for the next kernel, first of all (<c>ima_add_kexec_buffer</c>).
    /// Filled at exec, so not hashed.
    /// </summary>
    Ima,

    /// <summary>KHO: the table of scratch areas (<c>kho_fill_kimage</c>).</summary>
    KhoScratch,

    /// <summary>x86: the code between the kernels. Not hashed, being the one who hashes.</summary>
    Purgatory,

    /// <summary>x86: boot parameters, command line, EFI and setup data.</summary>
    BootParams,

    /// <summary>The kernel.</summary>
    Kernel,

    /// <summary>The initial RAM disk.</summary>
    Initrd,

    /// <summary>arm64: the device tree.</summary>
    Dtb,
}
