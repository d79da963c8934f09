using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Images;

public static class PackedImageTests
{
    private const int ImageSize = 0x20000;

    [Fact]
    public static void A_gzipped_Image_has_the_sizes_of_the_Image()
    {
        byte[] image = new Arm64ImageBuilder().Build();
        byte[] file = PackedImages.Gzip(image);
        KernelFile packed = Refusals.Read(file);

        Assert.Equal(KernelFileWrapper.Gzip, packed.Wrapper);
        Assert.Equal(new ByteSize(file.Length), packed.FileSize);
        Assert.Contains("kexec-tools", Assert.Single(packed.Notes), StringComparison.Ordinal);
        AssertSameSizes(Refusals.Read(image), packed);
    }

    [Fact]
    public static void A_gzipped_bzImage_longer_than_what_is_held_has_the_sizes_of_the_bzImage()
    {
        byte[] image = new BzImageBuilder
        {
            ContentLength = 900_000,
            PayloadLength = 800_000,
            InitSize = 3_000_000,
            UncompressedSize = 2_345_678,
        }.Build();
        KernelFile packed = Refusals.Read(PackedImages.Gzip(image));

        Assert.Equal(new ByteSize(2_345_678), packed.UncompressedSize);
        AssertSameSizes(Refusals.Read(image), packed);
    }

    [Fact]
    public static void Truncated_or_damaged_gzip_data_is_refused()
    {
        byte[] file = PackedImages.Gzip(new Arm64ImageBuilder().Build());
        for (int length = 2; length < file.Length; length += length < 200 ? 1 : 997)
        {
            Refusals.Of(file[..length]);
        }

        Refusals.Of(file[..^1]);
        file[file.Length / 2] ^= 0x10;
        Assert.Contains("gzip", Refusals.Of(file), StringComparison.Ordinal);
    }

    [Fact]
    public static void A_gzip_bomb_is_unpacked_no_further_than_its_own_header_allows()
    {
        byte[] file = PackedImages.GzipThenZeroes(new Arm64ImageBuilder().Build(), 256 << 20);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string reason = Refusals.Of(file);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Contains("less than its content", reason, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 4 << 20);
    }

    [Fact]
    public static void A_gzip_bomb_without_a_kernel_is_unpacked_no_further_than_its_head()
    {
        byte[] file = PackedImages.GzipThenZeroes([1], 256 << 20);
        Assert.Contains("gzip data that holds", Refusals.Of(file), StringComparison.Ordinal);
    }

    [Fact]
    public static void Zboot_with_gzip_is_unpacked()
    {
        byte[] image = new Arm64ImageBuilder().Build();
        byte[] file = PackedImages.Zboot(
            "gzip",
            PackedImages.Gzip(PackedImages.Padded(image, ImageSize)),
            appended: null
        );
        KernelFile kernel = Refusals.Read(file);

        Assert.Equal(KernelFileWrapper.EfiZboot, kernel.Wrapper);
        Assert.Equal(Architecture.Arm64, kernel.Architecture);
        Assert.Equal(new ByteSize(file.Length), kernel.FileSize);
        Assert.Equal(new ByteSize(ImageSize), kernel.ContentSize);
        Assert.Equal(new ByteSize(ImageSize), kernel.MemorySize);
        Assert.Contains(
            "kexec-tools 2.0.27",
            Assert.Single(kernel.Notes),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public static void The_padding_of_a_signed_Image_in_zboot_is_cut_off_again()
    {
        byte[] image = new Arm64ImageBuilder { SignatureLength = 1472 }.Build();
        byte[] padded = PackedImages.Padded(image, ImageSize);
        KernelFile kernel = Refusals.Read(
            PackedImages.Zboot("gzip", PackedImages.Gzip(padded), appended: null)
        );

        Assert.Equal(new ByteSize(90_000), kernel.ContentSize);
        Assert.Equal(new ByteSize(ImageSize), kernel.MemorySize);
    }

    [Theory]
    [InlineData("zstd22", new byte[] { 0x28, 0xB5, 0x2F, 0xFD }, "2.0.31")]
    [InlineData("zstd", new byte[] { 0x28, 0xB5, 0x2F, 0xFD }, "2.0.31")]
    [InlineData("lzma", new byte[] { 0x5D, 0, 0, 0 }, "2.0.27")]
    [InlineData("xzkern", new byte[] { 0xFD, 0x37, 0x7A, 0x58 }, "cannot unpack")]
    [InlineData("lz4", new byte[] { 0x02, 0x21, 0x4C, 0x18 }, "cannot unpack")]
    [InlineData("lzo", new byte[] { 0x89, 0x4C, 0x5A, 0x4F }, "cannot unpack")]
    public static void Zboot_with_other_compression_is_sized_by_what_the_build_appends(
        string compression,
        byte[] magic,
        string note
    )
    {
        byte[] payload = [.. magic, .. new byte[5_000]];
        KernelFile kernel = Refusals.Read(PackedImages.Zboot(compression, payload, ImageSize));

        Assert.Equal(new ByteSize(ImageSize), kernel.ContentSize);
        Assert.Equal(new ByteSize(ImageSize), kernel.MemorySize);
        Assert.Equal(2, kernel.Notes.Count);
        Assert.Contains(note, kernel.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public static void Zboot_that_cannot_be_sized_is_refused_with_a_mend()
    {
        byte[] zstd = [0x28, 0xB5, 0x2F, 0xFD, .. new byte[5_000]];
        byte[] image = new Arm64ImageBuilder().Build();
        Refused(PackedImages.Zboot("zstd", zstd, null), "BUFSZ/MEMSZ");
        Refused(PackedImages.Zboot("zstd", zstd, 0), "BUFSZ/MEMSZ");
        Refused(PackedImages.Zboot("zstd", zstd, ImageSize + 512), "BUFSZ/MEMSZ");
        Refused(PackedImages.Zboot("rot13", zstd, ImageSize), "'rot13'");
        Refused(PackedImages.Zboot("gzip", zstd, ImageSize), "'gzip'");
        Refused(
            PackedImages.Zboot("gzip", PackedImages.Gzip(new byte[99]), null),
            "no arm64 Image"
        );
        Refused(PackedImages.Zboot("gzip", PackedImages.Gzip(image), null, 0x8664), "0x8664");
        Refused(PackedImages.Zboot("zstd", zstd, ImageSize)[..^8], "payload is bytes 4096 to");

        static void Refused(byte[] file, string reason) =>
            Assert.Contains(reason, Refusals.Of(file), StringComparison.Ordinal);
    }

    private static void AssertSameSizes(KernelFile image, KernelFile packed) =>
        Assert.Equal(
            image,
            packed with
            {
                Wrapper = image.Wrapper,
                FileSize = image.FileSize,
                Notes = image.Notes,
            }
        );
}
