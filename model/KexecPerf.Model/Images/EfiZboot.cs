using System.Buffers.Binary;
using System.Text;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Images;

/// <summary>
/// Reads an arm64 Image packed as an EFI program (<c>CONFIG_EFI_ZBOOT</c>). Header:
/// <c>drivers/firmware/efi/libstub/zboot-header.S</c>. Only a gzip payload is unpacked; for the others the size that the build
/// appends to the payload is enough, as <c>Makefile.zboot</c> pads the Image to image_size (6.12 and 7.3 do; 6.1 does not).
/// </summary>
internal static class EfiZboot
{
    private const int ImageTypeAt = 4;
    private const int PayloadOffsetAt = 8;
    private const int PayloadSizeAt = 12;
    private const int CompressionAt = 24;
    private const int CompressionLength = 32;
    private const int HeaderLength = 64;
    private const string Mend = "unpack it (unzboot) or give sizes as BUFSZ/MEMSZ";

    /// <summary>SEGMENT_ALIGN: arm64 kernels end on such a boundary, so image_size is a multiple of it.</summary>
    private const int SegmentAlignment = 64 * 1024;

    /// <summary>Whether the image type <c>zimg</c> stands where it must.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) =>
        PortableExecutable.Recognises(head)
        && head.Length >= ImageTypeAt + 4
        && head[ImageTypeAt..].StartsWith("zimg"u8);

    /// <summary>Reads the header and, through it, the Image.</summary>
    /// <exception cref="InputException">Truncated, for another architecture, or not to be unpacked here.</exception>
    public static KernelFile Read(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> head = file.Span;
        if (head.Length < HeaderLength || PortableExecutable.TryRead(head) is not { } program)
        {
            throw new InputException($"truncated EFI zboot image: {head.Length} bytes");
        }

        if (program.Machine != PortableExecutable.Arm64Machine)
        {
            throw new InputException(
                $"an EFI zboot image for machine type 0x{program.Machine:x4}; give one for arm64 (0xaa64)"
            );
        }

        long offset = BinaryPrimitives.ReadUInt32LittleEndian(head[PayloadOffsetAt..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(head[PayloadSizeAt..]);
        if (offset < HeaderLength || size < 8 || offset + size > head.Length)
        {
            throw new InputException(
                $"truncated EFI zboot image: its payload is bytes {offset} to {offset + size} of {head.Length}"
            );
        }

        ReadOnlyMemory<byte> payload = file.Slice((int)offset, (int)size);
        ReadOnlySpan<byte> name = head.Slice(CompressionAt, CompressionLength);
        int end = name.IndexOf((byte)0);
        string compression = UserText.Shorten(
            Encoding.Latin1.GetString(end < 0 ? name : name[..end])
        );
        PayloadCompression format = PayloadFormats.Named(compression);
        if (
            format == PayloadCompression.Unknown
            || format != PayloadFormats.Recognise(payload.Span)
        )
        {
            throw new InputException(
                $"an EFI zboot image whose payload is not the '{compression}' data its header names; {Mend}"
            );
        }

        return format == PayloadCompression.Gzip
            ? ReadUnpacked(payload, new ByteSize(head.Length))
            : ReadAppendedSize(head, (int)(offset + size), compression, format);
    }

    private static KernelFile ReadUnpacked(ReadOnlyMemory<byte> payload, ByteSize fileSize)
    {
        GzipBytes image = new(payload);
        return Arm64Image.Recognises(image.Head)
            ? Arm64Image.Read(
                image,
                new Packing(
                    KernelFileWrapper.EfiZboot,
                    fileSize,
                    [Refusal(Unpacker(PayloadCompression.Gzip))]
                )
            )
            : throw new InputException(
                $"an EFI zboot image whose payload is no arm64 Image; {Mend}"
            );
    }

    private static KernelFile ReadAppendedSize(
        ReadOnlySpan<byte> file,
        int payloadEnd,
        string compression,
        PayloadCompression format
    )
    {
        long size =
            payloadEnd + 4 <= file.Length
                ? BinaryPrimitives.ReadUInt32LittleEndian(file[payloadEnd..])
                : 0;
        if (size == 0 || size % SegmentAlignment != 0)
        {
            throw new InputException(
                $"an EFI zboot image with {compression} data, which is not unpacked here, "
                    + $"and without the size of the Image behind it; {Mend}"
            );
        }

        return new KernelFile
        {
            Architecture = Architecture.Arm64,
            Wrapper = KernelFileWrapper.EfiZboot,
            FileSize = new ByteSize(file.Length),
            ContentSize = new ByteSize(size),
            MemorySize = new ByteSize(size),
            Alignment = Arm64Image.Alignment,
            Compression = PayloadCompression.None,
            Notes =
            [
                Refusal(Unpacker(format)),
                $"Its {compression} data is not unpacked here: the size is the one the build put behind it, "
                    + "the Image with its zeroed memory. If the Image inside is signed, kexec-tools 2.0.31 "
                    + "or later cuts the zeroes off, and bufsz is a few percent smaller.",
            ],
        };
    }

    private static string Refusal(string unpacker) =>
        "An EFI zboot image: kexec_file_load(2) refuses the file itself; kexec from kexec-tools "
        + $"{unpacker}. The sizes are those of the unpacked Image.";

    /// <summary>Versions: <c>kexec/kexec-pe-zboot.c</c>, commits fc7b83b, f41c418 and a7fcd42.</summary>
    private static string Unpacker(PayloadCompression format) =>
        format switch
        {
            PayloadCompression.Gzip or PayloadCompression.Lzma =>
                "2.0.27 or later unpacks it first",
            PayloadCompression.Zstd => "2.0.31 or later unpacks it first",
            PayloadCompression.None
            or PayloadCompression.Bzip2
            or PayloadCompression.Xz
            or PayloadCompression.Lzo
            or PayloadCompression.Lz4
            or PayloadCompression.Unknown => "cannot unpack it either (only gzip, lzma and zstd)",
        };
}
