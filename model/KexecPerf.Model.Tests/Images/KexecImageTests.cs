using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Images;

/// <summary>What a load adds before the loader's own segments, and how they are aligned.</summary>
public static class KexecImageTests
{
    /// <summary>
    /// The list and half a page, in whole pages; the table of KHO's areas at 64 KiB.
    /// </summary>
    [Theory]
    [InlineData(2_048, 1)]
    [InlineData(2_049, 2)]
    [InlineData(1 << 20, 257)]
    public static void IMAs_list_and_KHOs_table_come_first(long log, long pages)
    {
        KexecImage image = Image(new ByteSize(log), kho: true);
        Assert.Equal(
            ["ima", "kho_scratch", "purgatory", "boot_params", "kernel", "initrd"],
            image.Segments.Select(s => s.Name)
        );
        Assert.Equal(
            [(0, pages, 0, false), (48, 1, 4, true)],
            image
                .Segments.Take(2)
                .Select(s => (s.Bufsz.Bytes, s.Pages.Pages, s.AlignOrder, s.IsHashed))
        );
        Assert.Equal("purgatory", Image(ByteSize.Zero, kho: false).Segments[0].Name);
    }

    [Fact]
    public static void Another_kernel_or_initrd_leaves_what_comes_first()
    {
        KexecImage image = Image(new ByteSize(5_000), kho: true);
        Assert.Equal(image.Segments, image.With(image.Kernel, image.Initrd).Segments);
        KexecImage bare = image.With(image.Kernel, ByteSize.Zero);
        Assert.Equal(image.Segments.SkipLast(1), bare.Segments);
    }

    /// <summary>kernel_alignment as the file has it; 2 MiB where only sizes are given.</summary>
    [Theory]
    [InlineData(2, 9)]
    [InlineData(16, 12)]
    public static void The_kernel_asks_for_its_own_alignment(long mib, int order)
    {
        KexecImage image = Image(ByteSize.Zero, kho: false);
        KexecImage other = image.With(
            image.Kernel with
            {
                Alignment = ByteSize.FromMiB(mib),
            },
            image.Initrd
        );
        Assert.Equal(9, image.Segments[2].AlignOrder);
        Assert.Equal(order, other.Segments[2].AlignOrder);
    }

    private static KexecImage Image(ByteSize imaLog, bool kho) =>
        KexecImage.Create(
            Architecture.X86_64,
            Bench.Image(Architecture.X86_64, 100, 60, 1).Kernel,
            new PageCount(200).Size,
            default,
            imaLog,
            kho
        );
}
