using KexecPerf.Model.Images;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Units;

public static class PageSizeTests
{
    /// <summary>
    /// arch/arm64/Kconfig, include/linux/pageblock-flags.h: a pageblock is what a PMD maps.
    /// </summary>
    [Theory]
    [InlineData("4KiB", 9, "2 MiB", 9)]
    [InlineData("16KiB", 11, "32 MiB", 7)]
    [InlineData("64KiB", 13, "512 MiB", 5)]
    public static void Blocks_and_orders_are_those_of_the_kernel(
        string text,
        int blockOrder,
        string block,
        int twoMebibytes
    )
    {
        var page = PageSize.Parse(text);
        Assert.Equal(ByteSize.Parse(text).Bytes, page.Bytes);
        Assert.Equal(blockOrder, page.BlockOrder);
        Assert.Equal(block, page.Block.ToString());
        Assert.Equal(twoMebibytes, page.OrderOf(ByteSize.FromMiB(2)));
        Assert.Equal(0, page.OrderOf(page.Size));
        Assert.Equal(0, page.OrderOf(ByteSize.Zero));
        Assert.Equal(1, page.OrderOf(new ByteSize(page.Bytes + 1)));
        Assert.Equal(page.Block, page.WholeBlocks(new ByteSize(1)));
        Assert.Equal(page.Block, page.WholeBlocks(page.Block));
        Assert.Equal(2 * page.Block.Bytes, page.WholeBlocks(page.Block + page.Size).Bytes);
        Assert.Equal(ByteSize.Zero, page.WholeBlocks(ByteSize.Zero));
    }

    [Theory]
    [InlineData("64KiB", 1, 1, 0)]
    [InlineData("64KiB", 65_536, 1, 1)]
    [InlineData("64KiB", 65_537, 2, 1)]
    [InlineData("16KiB", 65_537, 5, 4)]
    public static void A_page_begun_counts_where_it_is_rounded_up(
        string page,
        long bytes,
        long up,
        long whole
    )
    {
        Assert.Equal(up, PageSize.Parse(page).RoundedUp(new ByteSize(bytes)).Pages);
        Assert.Equal(whole, PageSize.Parse(page).Whole(new ByteSize(bytes)));
    }

    [Theory]
    [InlineData("8KiB")]
    [InlineData("64")]
    [InlineData("0KiB")]
    [InlineData("1MiB")]
    public static void Other_sizes_are_refused(string text) =>
        Assert.Throws<InputException>(() => PageSize.Parse(text));

    [Fact]
    public static void An_image_for_x86_has_pages_of_4_KiB_or_is_refused()
    {
        KexecImage image = Bench.Image(Architecture.X86_64, 100, 60, 200);
        Assert.Equal(PageSize.Of4KiB, image.PageSize);
        var refusal = Assert.Throws<InputException>(() =>
            KexecImage.Create(
                Architecture.X86_64,
                image.Kernel,
                ByteSize.FromMiB(1),
                PageSize.Of16KiB
            )
        );
        Assert.Contains("x86_64 has no pages of 16 KiB, only of 4 KiB", refusal.Message);
    }
}
