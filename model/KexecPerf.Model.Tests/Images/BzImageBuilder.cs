using System.Buffers.Binary;
using System.Text;

namespace KexecPerf.Model.Tests.Images;

/// <summary>Makes a bzImage with the header fields of Documentation/arch/x86/boot.rst and a payload that is not a kernel.</summary>
internal sealed record BzImageBuilder
{
    public byte SetupSects { get; init; } = 39;
    public ushort BootFlag { get; init; } = 0xAA55;
    public ushort Protocol { get; init; } = 0x020F;
    public byte LoadFlags { get; init; } = 1;
    public ushort XLoadFlags { get; init; } = 0x7F;
    public uint Alignment { get; init; } = 0x200000;
    public byte Relocatable { get; init; } = 1;
    public ulong PrefAddress { get; init; } = 0x1000000;
    public uint InitSize { get; init; } = 200_000;
    public int ContentLength { get; init; } = 40_000;
    public int SysSizeParagraphs { get; init; } = 2_000;
    public uint PayloadOffset { get; init; } = 0x2CC;
    public uint PayloadLength { get; init; } = 30_000;
    public byte[] Magic { get; init; } = [0x28, 0xB5, 0x2F, 0xFD];
    public uint UncompressedSize { get; init; } = 150_001;
    public string? Version { get; init; } = "7.2.13+deb14-amd64 (debian) #1 SMP";

    public int SetupLength => ((SetupSects == 0 ? 4 : SetupSects) + 1) * 512;

    public byte[] Build()
    {
        byte[] image = new byte[SetupLength + ContentLength];
        Span<byte> all = image;
        all[0x1F1] = SetupSects;
        BinaryPrimitives.WriteInt32LittleEndian(all[0x1F4..], SysSizeParagraphs);
        BinaryPrimitives.WriteUInt16LittleEndian(all[0x1FE..], BootFlag);
        "HdrS"u8.CopyTo(all[0x202..]);
        BinaryPrimitives.WriteUInt16LittleEndian(all[0x206..], Protocol);
        all[0x211] = LoadFlags;
        BinaryPrimitives.WriteUInt32LittleEndian(all[0x230..], Alignment);
        all[0x234] = Relocatable;
        BinaryPrimitives.WriteUInt16LittleEndian(all[0x236..], XLoadFlags);
        BinaryPrimitives.WriteUInt32LittleEndian(all[0x248..], PayloadOffset);
        BinaryPrimitives.WriteUInt32LittleEndian(all[0x24C..], PayloadLength);
        BinaryPrimitives.WriteUInt64LittleEndian(all[0x258..], PrefAddress);
        BinaryPrimitives.WriteUInt32LittleEndian(all[0x260..], InitSize);
        if (Version is not null)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(all[0x20E..], 0x100);
            Encoding.Latin1.GetBytes(Version, all[0x300..]);
        }

        WritePayload(all[SetupLength..]);
        return image;
    }

    private void WritePayload(Span<byte> content)
    {
        if (
            PayloadOffset == 0
            || PayloadLength < 8
            || PayloadOffset + (long)PayloadLength > content.Length
        )
        {
            return;
        }

        Span<byte> payload = content.Slice((int)PayloadOffset, (int)PayloadLength);
        new Random(7).NextBytes(payload);
        Magic.CopyTo(payload);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[^4..], UncompressedSize);
    }
}
