namespace KexecPerf.Model.Images;

/// <summary>What a segment holds.</summary>
public enum SegmentRole
{
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
