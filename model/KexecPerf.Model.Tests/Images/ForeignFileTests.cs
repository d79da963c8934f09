namespace KexecPerf.Model.Tests.Images;

public static class ForeignFileTests
{
    [Theory]
    [InlineData("7f454c46", "arch/x86/boot/bzImage")]
    [InlineData("303730373031", "--initrd")]
    [InlineData("303730373037", "--initrd")]
    [InlineData("28b52ffd", "zstd data")]
    [InlineData("fd377a58", "xz data")]
    [InlineData("5d0000", "lzma data")]
    [InlineData("02214c18", "lz4 data")]
    [InlineData("04224d18", "lz4 data")]
    [InlineData("894c5a4f", "lzop data")]
    [InlineData("425a68", "bzip2 data")]
    [InlineData("27051956", "uImage")]
    [InlineData("d00dfeed", "device tree")]
    [InlineData("213c617263683e0a", "Debian package")]
    [InlineData("edabeedb", "RPM")]
    [InlineData("4d5a9000", ".linux section")]
    [InlineData("cafebabe", "starts with cafebabe")]
    public static void A_file_given_by_mistake_is_named(string start, string reason)
    {
        byte[] file = [.. Convert.FromHexString(start), .. new byte[2_000]];
        Assert.Contains(reason, Refusals.Of(file), StringComparison.Ordinal);
        Assert.Contains(
            "gzip data that holds",
            Refusals.Of(PackedImages.Gzip(file)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public static void A_32_bit_Arm_zImage_is_named()
    {
        byte[] file = new byte[100];
        Convert.FromHexString("18286f01").CopyTo(file, 0x24);
        Assert.Contains("32-bit Arm", Refusals.Of(file), StringComparison.Ordinal);
    }

    [Fact]
    public static void What_is_packed_twice_is_named()
    {
        byte[] gzip = PackedImages.Gzip(new BzImageBuilder().Build());
        byte[] zboot = PackedImages.Zboot("gzip", gzip, appended: null);
        Assert.Contains(
            "gzip data;",
            Refusals.Of(PackedImages.Gzip(gzip)),
            StringComparison.Ordinal
        );
        Assert.Contains("zboot", Refusals.Of(PackedImages.Gzip(zboot)), StringComparison.Ordinal);
    }

    [Fact]
    public static void An_empty_file_is_named() =>
        Assert.Contains("empty file", Refusals.Of([]), StringComparison.Ordinal);
}
