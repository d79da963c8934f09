using System.Buffers.Binary;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Images;

/// <summary>
/// Reads an arm64 Image as <c>image_load()</c> of <c>arch/arm64/kernel/kexec_image.c</c> does (the same sizes from 5.0 to 7.3).
/// Header: <c>Documentation/arch/arm64/booting.rst</c>, "Call the kernel image".
/// </summary>
internal static class Arm64Image
{
    private const int TextOffsetAt = 8;
    private const int ImageSizeAt = 16;
    private const int FlagsAt = 24;
    private const int MagicAt = 56;
    private const int HeaderLength = 64;
    private const ulong FourGiB = 1UL << 32;

    /// <summary>MIN_KIMG_ALIGN of <c>arch/arm64/include/asm/boot.h</c>.</summary>
    public static ByteSize Alignment => ByteSize.FromMiB(2);

    /// <summary>Whether the magic number <c>ARM\x64</c> is where it must be.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) =>
        head.Length >= MagicAt + 4 && head[MagicAt..].StartsWith("ARMd"u8);

    /// <summary>Reads the header.</summary>
    /// <exception cref="InputException">Truncated, not loadable by <c>kexec_file_load(2)</c>, or at odds with itself.</exception>
    public static KernelFile Read(ImageBytes image, Packing packing)
    {
        ReadOnlySpan<byte> head = image.Head;
        if (head.Length < HeaderLength)
        {
            throw new InputException(
                $"truncated arm64 Image: {head.Length} bytes, its header needs {HeaderLength}"
            );
        }

        ulong flags = Number64(head, FlagsAt);
        if ((flags & 1) != 0)
        {
            throw new InputException(
                "a big-endian arm64 Image, which is not modelled; give a little-endian one"
            );
        }

        long textOffset = ReadTextOffset(head);
        long memory = ReadMemorySize(head, textOffset);
        return new KernelFile
        {
            Architecture = Architecture.Arm64,
            Wrapper = packing.Wrapper,
            FileSize = packing.FileSize,
            ContentSize = ReadContentSize(image, memory, packing.Wrapper),
            MemorySize = new ByteSize(memory),
            Alignment = Alignment,
            TextOffset = new ByteSize(textOffset),
            Compression = PayloadCompression.None,
            Notes = [.. packing.Notes, .. Remarks(flags)],
        };
    }

    private static long ReadTextOffset(ReadOnlySpan<byte> head)
    {
        // kexec_add_buffer() aligns, then the offset is added: the segment must start on a page.
        ulong offset = Number64(head, TextOffsetAt);
        return offset < (ulong)Alignment.Bytes && offset % PageCount.PageBytes == 0
            ? (long)offset
            : throw new InputException(
                $"damaged arm64 Image: text_offset is {offset}; it must be whole pages below 2 MiB"
            );
    }

    private static long ReadMemorySize(ReadOnlySpan<byte> head, long textOffset)
    {
        ulong imageSize = Number64(head, ImageSizeAt);
        if (imageSize == 0)
        {
            throw new InputException(
                "an arm64 Image with image_size 0 (before Linux 3.17), which kexec_file_load(2) refuses; give a later one"
            );
        }

        if (imageSize > FourGiB)
        {
            throw new InputException(
                $"damaged arm64 Image: image_size is {imageSize}; it must be at most 4 GiB"
            );
        }

        return (
                new ByteSize((long)imageSize + textOffset).PagesRoundedUp.Pages
                * PageCount.PageBytes
            ) - textOffset;
    }

    private static ByteSize ReadContentSize(
        ImageBytes image,
        long memory,
        KernelFileWrapper wrapper
    )
    {
        long length = image.LengthUpTo(memory);
        if (length > memory)
        {
            // sanity_check_segment_list(): bufsz must not be above memsz.
            throw new InputException(
                $"damaged arm64 Image: image_size gives {memory} bytes of memory, less than its content"
            );
        }

        if (!PortableExecutable.Recognises(image.Head))
        {
            return new ByteSize(length);
        }

        PortableExecutable? program = PortableExecutable.TryRead(image.Head);
        if (program is not { } pe || pe.End > length)
        {
            string named = program is null ? "" : $", its header names {program.Value.End}";
            throw new InputException($"truncated arm64 Image: {length} bytes{named}");
        }

        // Makefile.zboot pads the Image to image_size; pez_prepare() of kexec-tools cuts that off again if it is signed.
        return new ByteSize(
            wrapper == KernelFileWrapper.EfiZboot && pe.SignatureEnd > 0 ? pe.SignatureEnd : length
        );
    }

    private static IEnumerable<string> Remarks(ulong flags) =>
        ((flags >> 1) & 3) switch
        {
            2 => ["Built for 16 KiB pages; sizes are rounded up to the loading kernel's."],
            3 => ["Built for 64 KiB pages; sizes are rounded up to the loading kernel's."],
            _ => [],
        };

    private static ulong Number64(ReadOnlySpan<byte> head, int offset) =>
        BinaryPrimitives.ReadUInt64LittleEndian(head[offset..]);
}
