using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace KexecPerf.Model.Tests.Images;

/// <summary>Packs images as Image.gz and as EFI zboot (drivers/firmware/efi/libstub/zboot-header.S).</summary>
internal static class PackedImages
{
    public const int ZbootHeaderLength = 0x1000;

    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>zeroes, packed: about a thousandth of their length.</summary>
    public static byte[] GzipThenZeroes(byte[] start, long zeroes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(start);
            byte[] block = new byte[1 << 20];
            for (long left = zeroes; left > 0; left -= block.Length)
            {
                gzip.Write(block);
            }
        }

        return packed.ToArray();
    }

    /// <summary><paramref name="appended"/>: the size behind a payload that is not gzip.</summary>
    public static byte[] Zboot(
        string compression,
        byte[] payload,
        uint? appended,
        ushort machine = 0xAA64
    )
    {
        byte[] file = new byte[ZbootHeaderLength + payload.Length + (appended is null ? 0 : 4)];
        Span<byte> all = file;
        "MZ\0\0zimg"u8.CopyTo(all);
        BinaryPrimitives.WriteInt32LittleEndian(all[8..], ZbootHeaderLength);
        BinaryPrimitives.WriteInt32LittleEndian(all[12..], payload.Length);
        Encoding.Latin1.GetBytes(compression, all[24..]);
        BinaryPrimitives.WriteInt32LittleEndian(all[60..], 0x40);
        Arm64ImageBuilder.WritePe(all[0x40..], machine, file.Length, 0);
        payload.CopyTo(all[ZbootHeaderLength..]);
        if (appended is { } size)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(all[^4..], size);
        }

        return file;
    }

    /// <summary>A zboot payload is padded to the image size (Makefile.zboot).</summary>
    public static byte[] Padded(byte[] image, int imageSize)
    {
        byte[] padded = new byte[imageSize];
        image.CopyTo(padded, 0);
        return padded;
    }
}
