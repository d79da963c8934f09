using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Experiments.Tests.Documents;

public class NumbersTests
{
    [Theory]
    [InlineData(9.333, 8.22, 14.72, "9.33 [8.22,14.7]")]
    [InlineData(0.0, 0.0, 0.0, "0")]
    [InlineData(1509, 678, 6432, "1509 [678,6432]")]
    [InlineData(9999, 9998, 9999.4, "9999 [9998,9999]")]
    [InlineData(10_000, 10_000, 10_000, "10.0s")]
    [InlineData(49_200, 31_000, 130_000, "49.2s [31.0,130]")]
    [InlineData(12_300, 8_130, 24_300, "12.3s [8.1,24]")] // 17 wide with all its digits.
    [InlineData(-1.234, -7.89, 11.41, "-1.23 [-7.9,11]")]
    [InlineData(909, -7617, 14_552, "0.91s [-7.6,15]")] // Too wide in ms.
    public void A_cell_of_milliseconds_is_at_most_16_wide(
        double median,
        double low,
        double high,
        string cell
    )
    {
        Assert.Equal(cell, Numbers.Cell(new Interval(median, low, high)));
        Assert.True(cell.Length <= 16);
    }

    [Theory]
    [InlineData(1, 1, 1, "1.00x", "1.00x")]
    [InlineData(1.42, 1.02, 3.58, "1.42 [1.02,3.58]", "1.42x [1.02,3.58]")]
    [InlineData(1.003, 0.68, 1.07, "1.00 [0.68,1.07]", "1.00x [0.68,1.07]")]
    [InlineData(850, 420, 1200, "850 [420,all]", "850x [420,all]")]
    [InlineData(14_000, 2_800, 47_000, "all of it", "all of it")]
    public void A_ratio_has_its_range_and_is_never_above_1000(
        double median,
        double low,
        double high,
        string cell,
        string words
    )
    {
        Assert.Equal(cell, Numbers.Ratio(new Interval(median, low, high)));
        Assert.Equal(words, Numbers.RatioInWords(new Interval(median, low, high)));
    }

    [Theory]
    [InlineData(9.333, 0.02, "9.33")]
    [InlineData(9.333, 0.2, "9.3")]
    [InlineData(9.333, 2.9, "9")]
    [InlineData(9.333, 4, "9")]
    [InlineData(956.3, 0.001, "956")]
    [InlineData(956.3, 20, "960")]
    [InlineData(956.3, 40, "1000")]
    [InlineData(-956.3, 40, "-1000")]
    [InlineData(0.0437, 0.04, "0.04")]
    [InlineData(0.0004, 0.0001, "0.00")]
    [InlineData(0, 5, "0")]
    public void Digits_that_another_seed_would_not_repeat_are_left_out(
        double x,
        double halfWidth,
        string text
    ) => Assert.Equal(text, Numbers.Short(x, new ConfidenceInterval(x - halfWidth, x + halfWidth)));
}
