using System.Buffers.Binary;
using System.Text;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Images;

/// <summary>
/// Reads a bzImage of x86_64 as <c>bzImage64_probe()</c> and <c>bzImage64_load()</c> of
/// <c>arch/x86/kernel/kexec-bzimage64.c</c> do (the same from 5.10 to 7.3). Field offsets:
/// <c>Documentation/arch/x86/boot.rst</c>, "The Real-Mode Kernel Header".
/// </summary>
internal static class BzImage
{
    private const int SetupSectsAt = 0x1F1;
    private const int SysSizeAt = 0x1F4;
    private const int BootFlagAt = 0x1FE;
    private const int MagicAt = 0x202;
    private const int ProtocolAt = 0x206;
    private const int KernelVersionAt = 0x20E;
    private const int LoadFlagsAt = 0x211;
    private const int KernelAlignmentAt = 0x230;
    private const int RelocatableAt = 0x234;
    private const int XLoadFlagsAt = 0x236;
    private const int PayloadOffsetAt = 0x248;
    private const int PayloadLengthAt = 0x24C;
    private const int PrefAddressAt = 0x258;
    private const int InitSizeAt = 0x260;

    private const int SectorLength = 512;
    private const int ShortestFile = 2 * SectorLength;
    private const int VersionLimit = 128;
    private const long FourGiB = 1L << 32;

    /// <summary>Physical addresses have at most 52 bits on x86_64.</summary>
    private const ulong AddressLimit = 1UL << 52;

    /// <summary>Whether the magic number <c>HdrS</c> is where it must be.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) =>
        head.Length >= MagicAt + 4 && head[MagicAt..].StartsWith("HdrS"u8);

    /// <summary>Reads the header and what it points to.</summary>
    /// <exception cref="InputException">Truncated, not loadable by <c>kexec_file_load(2)</c>, or at odds with itself.</exception>
    public static KernelFile Read(ImageBytes image, Packing packing)
    {
        ReadOnlySpan<byte> head = image.Head;
        RequireLoadable(head);
        long setup = SectorLength * ((head[SetupSectsAt] == 0 ? 4 : head[SetupSectsAt]) + 1L);
        long memory = ReadMemorySize(head);
        long content = ReadContentSize(image, setup, memory);
        (PayloadCompression compression, long? uncompressed) = ReadPayload(image, setup, content);
        if (uncompressed > memory)
        {
            // INIT_SIZE of arch/x86/boot/header.S always covers what is unpacked: the field is something else.
            uncompressed = null;
        }

        return new KernelFile
        {
            Architecture = Architecture.X86_64,
            Wrapper = packing.Wrapper,
            FileSize = packing.FileSize,
            ContentSize = new ByteSize(content),
            MemorySize = new ByteSize(memory),
            Alignment = ReadAlignment(head),
            PreferredAddress = ReadPreferredAddress(head),
            Compression = compression,
            UncompressedSize = uncompressed is { } size ? new ByteSize(size) : null,
            Version = ReadVersion(head, setup),
            Notes = [.. packing.Notes, .. Remarks(head, compression, uncompressed)],
        };
    }

    private static void RequireLoadable(ReadOnlySpan<byte> head)
    {
        if (head.Length < ShortestFile)
        {
            throw new InputException(
                $"truncated bzImage: {head.Length} bytes, its header needs {ShortestFile}"
            );
        }

        ushort protocol = Number16(head, ProtocolAt);
        byte xload = head[XLoadFlagsAt];
        string? fault = (Number16(head, BootFlagAt), protocol, head[LoadFlagsAt], xload) switch
        {
            (not 0xAA55, _, _, _) => "damaged bzImage: it has no boot sector signature (0xAA55)",
            (_, < 0x020C, _, _) =>
                $"boot protocol {protocol >> 8}.{protocol & 0xFF:00}, kexec_file_load(2) needs 2.12",
            (_, _, var load, _) when (load & 0x01) == 0 => "a zImage (LOADED_HIGH is not set)",
            (_, _, _, var x) when (x & 0x01) == 0 => "a 32-bit kernel (XLF_KERNEL_64 is not set)",
            (_, _, _, var x) when (x & 0x02) == 0 =>
                "a kernel that cannot lie above 4 GiB (XLF_CAN_BE_LOADED_ABOVE_4G is not set)",
            _ => null,
        };
        if (fault is not null)
        {
            throw new InputException($"{fault}; give a 64-bit bzImage of Linux 3.8 or later");
        }
    }

    private static long ReadMemorySize(ReadOnlySpan<byte> head)
    {
        long initSize = Number32(head, InitSizeAt);
        long memory = (initSize + PageCount.PageBytes - 1) / PageCount.PageBytes;
        memory *= PageCount.PageBytes;
        if (initSize == 0 || memory >= FourGiB)
        {
            throw new InputException(
                $"damaged bzImage: init_size is {initSize}; it must be above 0 and below 4 GiB"
            );
        }

        return memory;
    }

    private static long ReadContentSize(ImageBytes image, long setup, long memory)
    {
        long content = image.LengthUpTo(setup + memory) - setup;
        if (content > memory)
        {
            // sanity_check_segment_list(): bufsz must not be above memsz.
            throw new InputException(
                $"damaged bzImage: init_size gives {memory} bytes of memory, less than its content"
            );
        }

        long declared = 16L * Number32(image.Head, SysSizeAt);
        if (content <= 0 || content < declared)
        {
            throw new InputException(
                $"truncated bzImage: {content + setup} bytes, its header names {setup + declared}"
            );
        }

        return content;
    }

    private static ByteSize ReadAlignment(ReadOnlySpan<byte> head)
    {
        uint alignment = Number32(head, KernelAlignmentAt);
        return uint.IsPow2(alignment) && alignment is >= 1 << 12 and <= 1 << 30
            ? new ByteSize(alignment)
            : throw new InputException(
                $"damaged bzImage: kernel_alignment is {alignment}; it must be a power of two, 4 KiB to 1 GiB"
            );
    }

    private static ByteSize ReadPreferredAddress(ReadOnlySpan<byte> head)
    {
        ulong address = BinaryPrimitives.ReadUInt64LittleEndian(head[PrefAddressAt..]);
        return address < AddressLimit
            ? new ByteSize((long)address)
            : throw new InputException(
                $"damaged bzImage: pref_address is 0x{address:x}; it must be below 2^52"
            );
    }

    private static (PayloadCompression, long?) ReadPayload(
        ImageBytes image,
        long setup,
        long content
    )
    {
        long offset = Number32(image.Head, PayloadOffsetAt);
        long length = Number32(image.Head, PayloadLengthAt);
        if (offset == 0 || length < 8)
        {
            return (PayloadCompression.Unknown, null);
        }

        if (offset + length > content)
        {
            throw new InputException(
                $"damaged bzImage: its payload ends at byte {setup + offset + length} of {setup + content}"
            );
        }

        Span<byte> magic = stackalloc byte[4];
        image.TryRead(setup + offset, magic);
        PayloadCompression compression = PayloadFormats.Recognise(magic);
        long? size = compression switch
        {
            PayloadCompression.Unknown => null,
            PayloadCompression.None => length,
            PayloadCompression.Gzip
            or PayloadCompression.Bzip2
            or PayloadCompression.Lzma
            or PayloadCompression.Xz
            or PayloadCompression.Lzo
            or PayloadCompression.Lz4
            or PayloadCompression.Zstd => image.TryReadUInt32(setup + offset + length - 4),
        };
        return (compression, size is 0 ? null : size);
    }

    private static string? ReadVersion(ReadOnlySpan<byte> head, long setup)
    {
        int start = Number16(head, KernelVersionAt) + 0x200;
        if (start == 0x200 || start >= Math.Min(setup, head.Length))
        {
            return null;
        }

        ReadOnlySpan<byte> text = head[start..(int)Math.Min(setup, head.Length)];
        int end = text.IndexOf((byte)0);
        text = text[..Math.Min(end < 0 ? 0 : end, VersionLimit)];
        string version = string.Concat(
            Encoding.Latin1.GetString(text).Select(c => c is >= ' ' and <= '~' ? c : '?')
        );
        return string.IsNullOrWhiteSpace(version) ? null : version.Trim();
    }

    private static List<string> Remarks(
        ReadOnlySpan<byte> head,
        PayloadCompression compression,
        long? uncompressed
    )
    {
        List<string> notes = [];
        if ((head[XLoadFlagsAt] & 0x20) == 0)
        {
            notes.Add("kexec_file_load(2) refuses it where 5-level paging is on (no XLF_5LEVEL).");
        }

        if (head[RelocatableAt] == 0)
        {
            notes.Add("Not relocatable: its boot stub moves it to pref_address, wherever it lies.");
        }

        if (compression == PayloadCompression.Unknown || uncompressed is null)
        {
            notes.Add("The header does not tell what the boot stub unpacks.");
        }

        return notes;
    }

    private static ushort Number16(ReadOnlySpan<byte> head, int offset) =>
        BinaryPrimitives.ReadUInt16LittleEndian(head[offset..]);

    private static uint Number32(ReadOnlySpan<byte> head, int offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(head[offset..]);
}
