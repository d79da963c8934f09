using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Images;

public static class Arm64ImageTests
{
    [Fact]
    public static void Sizes_are_those_of_image_load()
    {
        KernelFile kernel = Refusals.Read(new Arm64ImageBuilder().Build());

        Assert.Equal(Architecture.Arm64, kernel.Architecture);
        Assert.Equal(new ByteSize(90_000), kernel.FileSize);
        Assert.Equal(new ByteSize(90_000), kernel.ContentSize);
        Assert.Equal(new ByteSize(0x20000), kernel.MemorySize);
        Assert.Equal(ByteSize.FromMiB(2), kernel.Alignment);
        Assert.Null(kernel.PreferredAddress);
        Assert.Equal(PayloadCompression.None, kernel.Compression);
        Assert.Null(kernel.UncompressedSize);
        Assert.Null(kernel.Version);
        Assert.Empty(kernel.Notes);
    }

    [Fact]
    public static void Memory_is_rounded_up_with_the_text_offset_and_without_it_again()
    {
        KernelFile kernel = Refusals.Read(
            new Arm64ImageBuilder { TextOffset = 0x80000, ImageSize = 100_000 }.Build()
        );

        Assert.Equal(new ByteSize(0x80000), kernel.TextOffset);
        Assert.Equal(new ByteSize(25 * 4096), kernel.MemorySize);
    }

    [Fact]
    public static void A_kernel_without_EFI_stub_is_read_too()
    {
        KernelFile kernel = Refusals.Read(new Arm64ImageBuilder { Efi = false }.Build());

        Assert.Equal(new ByteSize(90_000), kernel.ContentSize);
    }

    [Fact]
    public static void The_signature_is_content()
    {
        KernelFile kernel = Refusals.Read(new Arm64ImageBuilder { SignatureLength = 1472 }.Build());

        Assert.Equal(new ByteSize(90_000), kernel.ContentSize);
    }

    [Theory]
    [InlineData(0xCUL, "16 KiB")]
    [InlineData(0xEUL, "64 KiB")]
    public static void Other_page_sizes_are_noted(ulong flags, string size)
    {
        KernelFile kernel = Refusals.Read(new Arm64ImageBuilder { Flags = flags }.Build());

        Assert.Contains(size, Assert.Single(kernel.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public static void What_is_no_usable_Image_is_refused_with_its_reason()
    {
        Arm64ImageBuilder good = new();
        Refused(good with { Flags = 0xB }, "big-endian");
        Refused(good with { ImageSize = 0 }, "before Linux 3.17");
        Refused(good with { ImageSize = (1UL << 32) + 1 }, "at most 4 GiB");
        Refused(good with { ImageSize = ulong.MaxValue }, "at most 4 GiB");
        Refused(good with { ImageSize = 80_000 }, "less than its content");
        Refused(good with { TextOffset = 0x800 }, "whole pages");
        Refused(good with { TextOffset = 0x200000 }, "below 2 MiB");
        Refused(good with { TextOffset = ulong.MaxValue }, "below 2 MiB");

        static void Refused(Arm64ImageBuilder builder, string reason) =>
            Assert.Contains(reason, Refusals.Of(builder.Build()), StringComparison.Ordinal);
    }

    [Fact]
    public static void A_truncated_EFI_Image_is_known_by_its_sections_and_by_its_signature()
    {
        byte[] unsigned = new Arm64ImageBuilder().Build();
        byte[] signed = new Arm64ImageBuilder { SignatureLength = 1472 }.Build();

        Assert.Contains("names 90000", Refusals.Of(unsigned[..^1]), StringComparison.Ordinal);
        Assert.Contains("names 90000", Refusals.Of(signed[..^1]), StringComparison.Ordinal);
    }
}
