using CsCheck;
using KexecPerf.Model.Images;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Images;

/// <summary>Whatever the bytes: a kernel file within its stated bounds, or one InputException that names the file.</summary>
public static class HostileImageTests
{
    private static readonly byte[][] Seeds = MakeSeeds();

    private static readonly byte[][] Edges =
    [
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        [0xFF, 0xFF, 0xFF, 0x7F],
        [0x00, 0x00, 0x00, 0x80],
        [0, 0, 0, 0, 0, 0, 0, 0],
        [0xFC, 0xFF, 0xFF, 0xFF],
        [0x01, 0xF0, 0xFF, 0xFF],
    ];

    [Fact]
    public static void Random_bytes() => Gen.Byte.Array[0, 3_000].Sample(Check);

    [Fact]
    public static void Truncation_at_every_length_of_the_header_and_at_many_behind_it()
    {
        foreach (byte[] seed in Seeds)
        {
            for (int length = 0; length < seed.Length; length += length < 4_500 ? 1 : 509)
            {
                Check(seed[..length]);
            }
        }
    }

    [Fact]
    public static void A_bzImage_truncated_anywhere_is_refused()
    {
        byte[] file = new BzImageBuilder
        {
            ContentLength = 40_000,
            SysSizeParagraphs = 2_500,
        }.Build();
        for (int length = 0; length < file.Length; length += length < 1_100 ? 1 : 307)
        {
            Refusals.Of(file[..length]);
        }
    }

    [Fact]
    public static void Mutated_headers() =>
        Gen.Select(
                Gen.Int[0, Seeds.Length - 1],
                Gen.Select(Gen.Int[0, 0x280], Interesting).Array[1, 6]
            )
            .Sample(
                (seed, changes) =>
                {
                    byte[] file = (byte[])Seeds[seed].Clone();
                    foreach ((int offset, byte[] bytes) in changes)
                    {
                        bytes.AsSpan().CopyTo(file.AsSpan(Math.Min(offset, file.Length - 8)));
                    }

                    Check(file);
                },
                iter: 20_000
            );

    [Fact]
    public static void Mutated_headers_inside_gzip() =>
        Gen.Select(Gen.Int[0, 1], Gen.Select(Gen.Int[0, 0x280], Interesting).Array[1, 3])
            .Sample(
                (seed, changes) =>
                {
                    byte[] image = (byte[])Seeds[seed].Clone();
                    foreach ((int offset, byte[] bytes) in changes)
                    {
                        bytes.AsSpan().CopyTo(image.AsSpan(offset));
                    }

                    Check(PackedImages.Gzip(image));
                },
                iter: 300
            );

    /// <summary>Bytes at the edges of what fields can hold, and others.</summary>
    private static Gen<byte[]> Interesting =>
        Gen.OneOf(Gen.Int[0, Edges.Length - 1].Select(edge => Edges[edge]), Gen.Byte.Array[1, 8]);

    private static void Check(byte[] file)
    {
        try
        {
            KernelFile kernel = Refusals.Read(file);
            Assert.Equal(new ByteSize(file.Length), kernel.FileSize);
            Assert.InRange(kernel.ContentSize.Bytes, 1, kernel.MemorySize.Bytes);
            Assert.InRange(kernel.MemorySize.Bytes, 1, 1L << 32);
            Assert.Equal(0, kernel.MemorySize.Bytes % PageCount.PageBytes);
            Assert.True(long.IsPow2(kernel.Alignment.Bytes));
            Assert.InRange(kernel.TextOffset.Bytes, 0, kernel.Alignment.Bytes - 1);
            Assert.True(kernel.UncompressedSize is null or { Bytes: > 0 });
        }
        catch (InputException e)
        {
            Refusals.RequireForm(e);
        }
    }

    private static byte[][] MakeSeeds()
    {
        byte[] x86 = new BzImageBuilder { SetupSects = 2, ContentLength = 40_000 }.Build();
        byte[] arm64 = new Arm64ImageBuilder { SignatureLength = 64 }.Build();
        byte[] zstd = [0x28, 0xB5, 0x2F, 0xFD, .. new byte[100]];
        return
        [
            x86,
            arm64,
            PackedImages.Gzip(x86),
            PackedImages.Gzip(arm64),
            PackedImages.Zboot("gzip", PackedImages.Gzip(arm64), appended: null),
            PackedImages.Zboot("zstd", zstd, 0x20000),
        ];
    }
}
