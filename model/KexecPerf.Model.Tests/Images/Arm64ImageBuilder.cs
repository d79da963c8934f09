using System.Buffers.Binary;

namespace KexecPerf.Model.Tests.Images;

/// <summary>Makes an arm64 Image with the header of Documentation/arch/arm64/booting.rst, with or without an EFI stub.</summary>
internal sealed record Arm64ImageBuilder
{
    public const int PeAt = 0x40;

    public ulong TextOffset { get; init; }
    public ulong ImageSize { get; init; } = 0x20000;
    public ulong Flags { get; init; } = 0xA;
    public int Length { get; init; } = 90_000;
    public bool Efi { get; init; } = true;

    /// <summary>Bytes of a signature at the end; 0: not signed.</summary>
    public int SignatureLength { get; init; }

    public byte[] Build()
    {
        byte[] image = new byte[Length];
        new Random(8).NextBytes(image);
        Span<byte> all = image;
        all[..0x200].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(all[8..], TextOffset);
        BinaryPrimitives.WriteUInt64LittleEndian(all[16..], ImageSize);
        BinaryPrimitives.WriteUInt64LittleEndian(all[24..], Flags);
        "ARMd"u8.CopyTo(all[56..]);
        if (Efi)
        {
            "MZ"u8.CopyTo(all);
            BinaryPrimitives.WriteInt32LittleEndian(all[60..], PeAt);
            WritePe(all[PeAt..], 0xAA64, Length - SignatureLength, SignatureLength);
        }

        return image;
    }

    /// <summary>A PE32+ header with one section that ends at <paramref name="end"/>, and a signature behind it.</summary>
    public static void WritePe(Span<byte> header, ushort machine, int end, int signatureLength)
    {
        "PE\0\0"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], machine);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], 160);
        BinaryPrimitives.WriteInt32LittleEndian(header[(24 + 108)..], 6);
        if (signatureLength > 0)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header[(24 + 144)..], end);
            BinaryPrimitives.WriteInt32LittleEndian(header[(24 + 148)..], signatureLength);
        }

        Span<byte> section = header[(24 + 160)..];
        BinaryPrimitives.WriteInt32LittleEndian(section[16..], end - 0x200);
        BinaryPrimitives.WriteInt32LittleEndian(section[20..], 0x200);
    }
}
