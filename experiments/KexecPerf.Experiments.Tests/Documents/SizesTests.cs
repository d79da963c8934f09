using KexecPerf.Answers.Documents;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Documents;

public class SizesTests
{
    [Theory]
    [InlineData(512, "512 B")]
    [InlineData(8 << 20, "8 MiB")]
    [InlineData(1.25 * (1 << 30), "1.25 GiB")]
    [InlineData(12.5 * (1 << 20), "12.5 MiB")]
    [InlineData(1023.7 * (1 << 20), "1 GiB")]
    public void A_short_size_has_three_digits_and_the_unit_with_fewest(double bytes, string text)
    {
        Assert.Equal(text, Sizes.Short(bytes));
        Assert.Equal(text.Replace(" ", ""), Sizes.Pasteable(bytes));
    }

    [Fact]
    public void What_can_be_pasted_reads_as_the_same_size_within_half_a_percent() =>
        Assert.All(
            Enumerable.Range(0, 2900).Select(i => 1024 * Math.Pow(1.008, i)),
            bytes =>
                Assert.InRange(ByteSize.Parse(Sizes.Pasteable(bytes)).Bytes / bytes, 0.994, 1.006)
        );

    [Theory]
    [InlineData(256 << 20, "256M", "256M")]
    [InlineData(3L << 29, "1536M", "1536M")]
    [InlineData(6L << 30, "6G", "6144M")]
    [InlineData(0, "0K", "0M")]
    public void An_area_is_written_as_behind_cma(long bytes, string text, string mebibytes)
    {
        Assert.Equal(text, Sizes.Cma(new ByteSize(bytes)));
        Assert.Equal(mebibytes, Sizes.Mebibytes(new ByteSize(bytes)));
    }

    /// <summary>The kernel's reader stops at a point, and so would cma=1.5G be one byte.</summary>
    [Fact]
    public void An_area_reads_back_as_the_same_without_decimals() =>
        Assert.All(
            Enumerable.Range(1, 4000).Select(i => new ByteSize(i * 4096L * (i % 7 == 0 ? i : 1))),
            area =>
            {
                Assert.DoesNotContain('.', Sizes.Cma(area));
                Assert.Equal(area, ByteSize.Parse(Sizes.Cma(area)));
            }
        );
}
