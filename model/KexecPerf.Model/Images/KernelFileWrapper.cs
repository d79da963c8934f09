namespace KexecPerf.Model.Images;

/// <summary>What the kernel file is packed in, outside the image that kexec loads.</summary>
public enum KernelFileWrapper
{
    /// <summary>The file is the image.</summary>
    None,

    /// <summary>The image was compressed with gzip (<c>Image.gz</c>).</summary>
    Gzip,

    /// <summary>
    /// The image is the payload of an EFI program that unpacks it (<c>CONFIG_EFI_ZBOOT</c>,
    /// <c>drivers/firmware/efi/libstub/zboot-header.S</c>).
    /// </summary>
    EfiZboot,
}
