namespace KexecPerf.Model.Images;

/// <summary>Names what was given instead of a kernel image, and what to do about it.</summary>
internal static class ForeignFile
{
    private const string PackedMend =
        "; if it is the initrd give it with --initrd, if it is a packed kernel unpack it first";

    /// <summary>One line: what the file is, as far as its first bytes tell; what would be right.</summary>
    public static string Describe(ReadOnlySpan<byte> head, bool unpacked)
    {
        string first = Convert.ToHexStringLower(head[..Math.Min(8, head.Length)]);
        string known =
            Named(head)
            ?? $"something that starts with {first}; give a vmlinuz, or sizes as BUFSZ/MEMSZ";
        return "no bzImage or arm64 Image but " + (unpacked ? "gzip data that holds " : "") + known;
    }

    private static string? Named(ReadOnlySpan<byte> head) =>
        head switch
        {
            [0x7F, 0x45, 0x4C, 0x46, ..] =>
                "an ELF file, perhaps the vmlinux of a build, which kexec_file_load(2) refuses; "
                    + "give arch/x86/boot/bzImage or arch/arm64/boot/Image of the same build",
            [0x30, 0x37, 0x30, 0x37, 0x30, 0x31 or 0x32 or 0x37, ..] or [0xC7, 0x71, ..] =>
                "a cpio archive, as an initrd is; give it with --initrd",
            [0x28, 0xB5, 0x2F, 0xFD, ..] => "zstd data" + PackedMend,
            [0xFD, 0x37, 0x7A, 0x58, ..] => "xz data" + PackedMend,
            [0x5D, 0x00, 0x00, ..] => "lzma data" + PackedMend,
            [0x02, 0x21, 0x4C, 0x18, ..] or [0x04, 0x22, 0x4D, 0x18, ..] => "lz4 data" + PackedMend,
            [0x89, 0x4C, 0x5A, 0x4F, ..] => "lzop data" + PackedMend,
            [0x42, 0x5A, 0x68, ..] => "bzip2 data" + PackedMend,
            [0x1F, 0x8B, ..] => "gzip data; unpack it first",
            [0x27, 0x05, 0x19, 0x56, ..] => "a U-Boot uImage; give the Image inside",
            [0xD0, 0x0D, 0xFE, 0xED, ..] => "a device tree; give a vmlinuz",
            [0x21, 0x3C, 0x61, 0x72, 0x63, 0x68, 0x3E, ..] =>
                "an archive, perhaps a Debian package; give the vmlinuz inside (dpkg -x)",
            [0xED, 0xAB, 0xEE, 0xDB, ..] => "an RPM package; give the vmlinuz inside (rpm2cpio)",
            [0x4D, 0x5A, _, _, 0x7A, 0x69, 0x6D, 0x67, ..] => "an EFI zboot image; unpack it first",
            [0x4D, 0x5A, ..] =>
                "an EFI program; if it is a unified kernel image, give its .linux section (objcopy -O binary -j .linux)",
            _ when Zimage32(head) => "a 32-bit Arm zImage; give an arm64 Image",
            _ => null,
        };

    /// <summary>The number 0x016F2818 at offset 0x24: <c>arch/arm/boot/compressed/head.S</c>.</summary>
    private static bool Zimage32(ReadOnlySpan<byte> head) =>
        head.Length >= 0x28
        && head[0x24..].StartsWith((ReadOnlySpan<byte>)[0x18, 0x28, 0x6F, 0x01]);
}
