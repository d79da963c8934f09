using CsCheck;
using KexecPerf.Model.Images;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Images;

public static class PartialImageTests
{
    private static readonly byte[] Large = new BzImageBuilder
    {
        InitSize = 4_000_000,
        ContentLength = 900_000,
        SysSizeParagraphs = 56_250,
        PayloadLength = 700_000,
        UncompressedSize = 3_000_000,
    }.Build();

    [Fact]
    public static void Head_tail_and_length_tell_what_the_whole_bzImage_tells()
    {
        KernelFile whole = KernelFileReader.Read(Refusals.Name, Large);
        KernelFile parts = Read(Large, 65_536, 262_144);
        Assert.Equal(whole with { Notes = [] }, parts with { Notes = [] });
        Assert.Equal(whole.Notes, parts.Notes);
        Assert.Equal(new ByteSize(3_000_000), parts.UncompressedSize);
    }

    [Fact]
    public static void Without_the_tail_only_the_uncompressed_size_is_unknown()
    {
        KernelFile whole = KernelFileReader.Read(Refusals.Name, Large);
        KernelFile parts = Read(Large, 65_536, 0);
        Assert.Null(parts.UncompressedSize);
        Assert.Equal(whole.ContentSize, parts.ContentSize);
        Assert.Equal(whole.MemorySize, parts.MemorySize);
        Assert.Equal(whole.Compression, parts.Compression);
    }

    [Fact]
    public static void Head_and_length_tell_what_the_whole_arm64_Image_tells()
    {
        byte[] image = new Arm64ImageBuilder().Build();
        KernelFile whole = KernelFileReader.Read(Refusals.Name, image);
        KernelFile parts = Read(image, Math.Min(4096, image.Length), 0);
        Assert.Equal(whole with { Notes = [] }, parts with { Notes = [] });
    }

    [Fact]
    public static void A_length_too_short_for_the_header_is_refused() =>
        Refuse(() =>
            KernelFileReader.ReadParts(
                Refusals.Name,
                Large.AsMemory(0, 65_536),
                default,
                new ByteSize(70_000)
            )
        );

    [Fact]
    public static void Parts_longer_than_the_file_are_refused() =>
        Refuse(() =>
            KernelFileReader.ReadParts(
                Refusals.Name,
                Large.AsMemory(0, 65_536),
                default,
                new ByteSize(65_535)
            )
        );

    [Fact]
    public static void Parts_of_a_packed_kernel_are_refused() =>
        Refuse(() => Read(PackedImages.Gzip(Large), 4_096, 0));

    [Fact]
    public static void Random_heads_tails_and_lengths() =>
        Gen.Select(
                Gen.Byte.Array[0, 2_000],
                Gen.Byte.Array[0, 100],
                Gen.Long[0, long.MaxValue],
                Gen.Int[0, 0x268]
            )
            .Sample(
                (noise, tail, length, keep) =>
                {
                    byte[] head = [.. Large.AsSpan(0, keep), .. noise];
                    try
                    {
                        KernelFileReader.ReadParts(Refusals.Name, head, tail, new ByteSize(length));
                    }
                    catch (InputException e)
                    {
                        Refusals.RequireForm(e);
                    }
                }
            );

    private static KernelFile Read(byte[] file, int head, int tail) =>
        KernelFileReader.ReadParts(
            Refusals.Name,
            file.AsMemory(0, head),
            file.AsMemory(file.Length - tail),
            new ByteSize(file.Length)
        );

    private static void Refuse(Action read) =>
        Refusals.RequireForm(Assert.Throws<InputException>(read));
}
