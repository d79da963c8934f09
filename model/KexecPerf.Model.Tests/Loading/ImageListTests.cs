using KexecPerf.Model.Loading;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>Sums in closed form are those of word after word.</summary>
public static class ImageListTests
{
    [Fact]
    public static void Walks_visit_head_words_and_links()
    {
        foreach (PageSize page in (PageSize[])[PageSize.Of4KiB, PageSize.Of16KiB])
        {
            var list = new ImageList(page);
            long each = page.Bytes / 8 - 1;
            long links = 0;
            for (long words = 1; words < 3 * each; words++)
            {
                links += words > 1 && (words - 1) % each == 0 ? 1 : 0;
                Assert.Equal(1 + words + links, list.StepsOfAll(words));
            }

            Assert.Equal(0, list.StepsOfAll(0));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 511)]
    [InlineData(510, 3)]
    [InlineData(700, 2_000)]
    [InlineData(5_000, 1)]
    public static void Looking_for_consecutive_words_goes_from_the_head_each_time(
        long word,
        int count
    ) =>
        Assert.Equal(
            Enumerable.Range(0, count).Sum(i => word + i + (word + i) / 511 + 2),
            new ImageList(PageSize.Of4KiB).StepsTo(word, count)
        );
}
