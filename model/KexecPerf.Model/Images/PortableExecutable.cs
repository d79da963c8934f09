using System.Buffers.Binary;

namespace KexecPerf.Model.Images;

/// <summary>
/// What a PE32+ header (<c>include/linux/pe.h</c>) says of its file: an EFI stub makes every kernel image such a file.
/// </summary>
/// <param name="Machine">Machine type: 0xAA64 is arm64.</param>
/// <param name="End">Where the last section or the signature ends, in bytes.</param>
/// <param name="SignatureEnd">Where the signature ends, in bytes; 0 if there is none.</param>
internal readonly record struct PortableExecutable(ushort Machine, long End, long SignatureEnd)
{
    /// <summary>IMAGE_FILE_MACHINE_ARM64.</summary>
    public const ushort Arm64Machine = 0xAA64;

    private const int HeaderOffsetAt = 0x3C;
    private const int OptionalHeaderAt = 24;
    private const int DirectoryCountAt = OptionalHeaderAt + 108;
    private const int CertificatesAt = OptionalHeaderAt + 112 + (4 * 8);
    private const int SectionLength = 40;

    /// <summary>Whether a file starts with the two letters of a PE file.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("MZ"u8);

    /// <summary>Reads the header; null if it is not whole in <paramref name="head"/>.</summary>
    public static PortableExecutable? TryRead(ReadOnlySpan<byte> head)
    {
        if (head.Length < HeaderOffsetAt + 4)
        {
            return null;
        }

        uint offset = Number32(head, HeaderOffsetAt);
        if (offset > head.Length - CertificatesAt - 8)
        {
            return null;
        }

        ReadOnlySpan<byte> header = head[(int)offset..];
        if (!header.StartsWith("PE\0\0"u8))
        {
            return null;
        }

        int sections = Number16(header, 6);
        int table = OptionalHeaderAt + Number16(header, 20);
        if (header.Length < table + (sections * SectionLength))
        {
            return null;
        }

        // The first field of this directory entry is a place in the file, not in memory.
        long signatureEnd =
            Number32(header, DirectoryCountAt) > 4
            && Number32(header, CertificatesAt) > 0
            && Number32(header, CertificatesAt + 4) > 0
                ? (long)Number32(header, CertificatesAt) + Number32(header, CertificatesAt + 4)
                : 0;
        long end = signatureEnd;
        for (int section = table; sections > 0; section += SectionLength, sections--)
        {
            long length = Number32(header, section + 16);
            end = Math.Max(end, length + Number32(header, section + 20));
        }

        return new PortableExecutable(Number16(header, 4), end, signatureEnd);
    }

    private static ushort Number16(ReadOnlySpan<byte> header, int offset) =>
        BinaryPrimitives.ReadUInt16LittleEndian(header[offset..]);

    private static uint Number32(ReadOnlySpan<byte> header, int offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(header[offset..]);
}
