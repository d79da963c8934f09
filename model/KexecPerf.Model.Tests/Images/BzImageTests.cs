using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Images;

public static class BzImageTests
{
    [Fact]
    public static void Sizes_are_those_of_bzImage64_load()
    {
        BzImageBuilder builder = new();
        KernelFile kernel = Refusals.Read(builder.Build());

        Assert.Equal(Architecture.X86_64, kernel.Architecture);
        Assert.Equal(KernelFileWrapper.None, kernel.Wrapper);
        Assert.Equal(new ByteSize(40 * 512 + 40_000), kernel.FileSize);
        Assert.Equal(new ByteSize(40_000), kernel.ContentSize);
        Assert.Equal(new ByteSize(49 * 4096), kernel.MemorySize);
        Assert.Equal(ByteSize.FromMiB(2), kernel.Alignment);
        Assert.Equal(ByteSize.FromMiB(16), kernel.PreferredAddress);
        Assert.Equal(ByteSize.Zero, kernel.TextOffset);
        Assert.Equal(PayloadCompression.Zstd, kernel.Compression);
        Assert.Equal(new ByteSize(150_001), kernel.UncompressedSize);
        Assert.Equal("7.2.13+deb14-amd64 (debian) #1 SMP", kernel.Version);
        Assert.Empty(kernel.Notes);
    }

    [Fact]
    public static void Zero_setup_sectors_mean_four()
    {
        KernelFile kernel = Refusals.Read(new BzImageBuilder { SetupSects = 0 }.Build());

        Assert.Equal(new ByteSize(40_000), kernel.ContentSize);
        Assert.Equal(new ByteSize((5 * 512) + 40_000), kernel.FileSize);
    }

    [Fact]
    public static void A_signature_behind_the_code_is_content()
    {
        KernelFile kernel = Refusals.Read([.. new BzImageBuilder().Build(), .. new byte[1472]]);

        Assert.Equal(new ByteSize(40_000 + 1472), kernel.ContentSize);
    }

    [Theory]
    [InlineData(PayloadCompression.Gzip, 0x1F, 0x8B)]
    [InlineData(PayloadCompression.Bzip2, 0x42, 0x5A)]
    [InlineData(PayloadCompression.Lzma, 0x5D, 0x00)]
    [InlineData(PayloadCompression.Xz, 0xFD, 0x37)]
    [InlineData(PayloadCompression.Lzo, 0x89, 0x4C)]
    [InlineData(PayloadCompression.Lz4, 0x02, 0x21)]
    [InlineData(PayloadCompression.Zstd, 0x28, 0xB5)]
    public static void Two_bytes_tell_the_compression(PayloadCompression format, int a, int b)
    {
        KernelFile kernel = Refusals.Read(
            new BzImageBuilder { Magic = [(byte)a, (byte)b] }.Build()
        );

        Assert.Equal(format, kernel.Compression);
        Assert.Equal(new ByteSize(150_001), kernel.UncompressedSize);
    }

    [Fact]
    public static void A_payload_that_is_an_ELF_file_has_its_own_size()
    {
        KernelFile kernel = Refusals.Read(
            new BzImageBuilder { Magic = [0x7F, 0x45, 0x4C, 0x46] }.Build()
        );

        Assert.Equal(PayloadCompression.None, kernel.Compression);
        Assert.Equal(new ByteSize(30_000), kernel.UncompressedSize);
    }

    [Fact]
    public static void An_unpacked_size_above_init_size_is_not_believed()
    {
        KernelFile kernel = Refusals.Read(
            new BzImageBuilder { UncompressedSize = 300_000 }.Build()
        );

        Assert.Null(kernel.UncompressedSize);
        Assert.Contains("does not tell", Assert.Single(kernel.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public static void Without_a_known_payload_the_unpacked_size_is_unknown()
    {
        foreach (
            BzImageBuilder builder in new BzImageBuilder[]
            {
                new() { PayloadOffset = 0 },
                new() { PayloadLength = 0 },
                new() { Magic = [1, 2, 3, 4] },
            }
        )
        {
            KernelFile kernel = Refusals.Read(builder.Build());
            Assert.Equal(PayloadCompression.Unknown, kernel.Compression);
            Assert.Null(kernel.UncompressedSize);
            Assert.Single(kernel.Notes);
        }
    }

    [Fact]
    public static void A_version_is_one_printable_line_of_bounded_length()
    {
        Assert.Null(Refusals.Read(new BzImageBuilder { Version = null }.Build()).Version);
        Assert.Null(Refusals.Read(new BzImageBuilder { Version = " " }.Build()).Version);
        Assert.Equal(
            "6.1?b?",
            Refusals.Read(new BzImageBuilder { Version = "6.1\nb\u00e9" }.Build()).Version
        );
        Assert.Equal(
            128,
            Refusals
                .Read(new BzImageBuilder { Version = new string('v', 900) }.Build())
                .Version?.Length
        );
    }

    [Fact]
    public static void What_the_running_kernel_may_object_to_is_noted()
    {
        KernelFile kernel = Refusals.Read(
            new BzImageBuilder { XLoadFlags = 0x0B, Relocatable = 0 }.Build()
        );

        Assert.Equal(2, kernel.Notes.Count);
        Assert.Contains("5-level", kernel.Notes[0], StringComparison.Ordinal);
        Assert.Contains("pref_address", kernel.Notes[1], StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Unloadable =>
        new()
        {
            { nameof(BzImageBuilder.BootFlag), "boot sector signature" },
            { nameof(BzImageBuilder.Protocol), "protocol 2.10, kexec_file_load(2) needs 2.12" },
            { nameof(BzImageBuilder.LoadFlags), "zImage" },
            { nameof(BzImageBuilder.XLoadFlags), "32-bit kernel" },
            { "Below4G", "above 4 GiB" },
            { nameof(BzImageBuilder.InitSize), "init_size is 0" },
            { "InitSizeWraps", "init_size is 4294967295" },
            { "InitSizeSmall", "less than its content" },
            { nameof(BzImageBuilder.Alignment), "kernel_alignment is 3145728" },
            { "AlignmentZero", "kernel_alignment is 0" },
            { nameof(BzImageBuilder.PrefAddress), "pref_address is 0xffffffffffffffff" },
            { nameof(BzImageBuilder.SysSizeParagraphs), "truncated" },
            { nameof(BzImageBuilder.PayloadLength), "payload ends at byte" },
            { "PayloadLengthWraps", "payload ends at byte" },
            { nameof(BzImageBuilder.ContentLength), "truncated" },
        };

    [Theory]
    [MemberData(nameof(Unloadable))]
    public static void What_bzImage64_probe_refuses_is_refused_with_its_reason(
        string field,
        string reason
    )
    {
        BzImageBuilder good = new();
        BzImageBuilder bad = field switch
        {
            nameof(BzImageBuilder.BootFlag) => good with { BootFlag = 0 },
            nameof(BzImageBuilder.Protocol) => good with { Protocol = 0x020A },
            nameof(BzImageBuilder.LoadFlags) => good with { LoadFlags = 0x80 },
            nameof(BzImageBuilder.XLoadFlags) => good with { XLoadFlags = 0x7E },
            "Below4G" => good with { XLoadFlags = 0x7D },
            nameof(BzImageBuilder.InitSize) => good with { InitSize = 0 },
            "InitSizeWraps" => good with { InitSize = uint.MaxValue },
            "InitSizeSmall" => good with { InitSize = 36_000 },
            nameof(BzImageBuilder.Alignment) => good with { Alignment = 3 << 20 },
            "AlignmentZero" => good with { Alignment = 0 },
            nameof(BzImageBuilder.PrefAddress) => good with { PrefAddress = ulong.MaxValue },
            nameof(BzImageBuilder.SysSizeParagraphs) => good with { SysSizeParagraphs = 2_501 },
            nameof(BzImageBuilder.PayloadLength) => good with { PayloadLength = 39_500 },
            "PayloadLengthWraps" => good with
            {
                PayloadOffset = uint.MaxValue,
                PayloadLength = uint.MaxValue,
            },
            _ => good with { ContentLength = 0, SysSizeParagraphs = 0 },
        };

        Assert.Contains(reason, Refusals.Of(bad.Build()), StringComparison.Ordinal);
    }
}
