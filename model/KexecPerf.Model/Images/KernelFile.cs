using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Images;

/// <summary>
/// What a kernel file says about itself: the sizes of the kernel segment as the loader of <c>kexec_file_load(2)</c> makes
/// them, and what the boot stub has to unpack. x86_64: <c>bzImage64_load()</c>; arm64: <c>image_load()</c>.
/// </summary>
public sealed record KernelFile
{
    /// <summary>The architecture the kernel was built for.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>What the image is packed in; all sizes but <see cref="FileSize"/> are those of the unpacked image.</summary>
    public required KernelFileWrapper Wrapper { get; init; }

    /// <summary>Size of the file as given.</summary>
    public required ByteSize FileSize { get; init; }

    /// <summary>
    /// <c>bufsz</c> of the kernel segment. x86_64: the protected-mode part, image less <c>(setup_sects + 1) * 512</c>; arm64:
    /// the whole Image, signature included. At least 1 byte, at most <see cref="MemorySize"/>.
    /// </summary>
    public required ByteSize ContentSize { get; init; }

    /// <summary>
    /// <c>memsz</c> of the kernel segment, whole pages of 4 KiB. x86_64: <c>PAGE_ALIGN(init_size)</c>; arm64:
    /// <c>PAGE_ALIGN(image_size + text_offset) - text_offset</c>. At most 4 GiB.
    /// </summary>
    public required ByteSize MemorySize { get; init; }

    /// <summary>
    /// Alignment the loader asks for; a power of two. x86_64: <c>kernel_alignment</c>; arm64: 2 MiB
    /// (<c>MIN_KIMG_ALIGN</c>), which holds for the address <see cref="TextOffset"/> below the segment.
    /// </summary>
    public required ByteSize Alignment { get; init; }

    /// <summary>
    /// x86_64: <c>pref_address</c>, in bytes from physical address 0; the loader places the kernel there or above (but not
    /// below 1 MiB) unless it lies in a CMA area. null on arm64, whose Image has no such wish.
    /// </summary>
    public ByteSize? PreferredAddress { get; init; }

    /// <summary>
    /// arm64: bytes between the aligned address and the segment; the placement reserves <see cref="MemorySize"/> and these.
    /// 0 since Linux 5.8, 512 KiB usual before. 0 on x86_64.
    /// </summary>
    public ByteSize TextOffset { get; init; }

    /// <summary>What the boot stub unpacks. arm64: <see cref="PayloadCompression.None"/>.</summary>
    public required PayloadCompression Compression { get; init; }

    /// <summary>
    /// x86_64: bytes the boot stub unpacks to, the vmlinux with its relocations (<c>z_output_len</c>, the last 4 bytes of the
    /// payload: <c>arch/x86/boot/compressed/mkpiggy.c</c>); null if the file does not say. null on arm64.
    /// </summary>
    public ByteSize? UncompressedSize { get; init; }

    /// <summary>x86_64: the <c>kernel_version</c> string, release first, at most 128 characters; null if there is none.</summary>
    public string? Version { get; init; }

    /// <summary>Sentences on what the kernel would do with this file; empty for an ordinary one.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
