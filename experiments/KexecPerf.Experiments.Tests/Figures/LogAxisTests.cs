using KexecPerf.Answers.Statistics;
using KexecPerf.Studies.Figures.Drawing;
using ScottPlot;

namespace KexecPerf.Experiments.Tests.Figures;

public sealed class LogAxisTests
{
    [Theory]
    [InlineData(0.00005, "50 ns")]
    [InlineData(0.01, "10 µs")]
    [InlineData(1, "1 ms")]
    [InlineData(200, "200 ms")]
    [InlineData(1000, "1 s")]
    [InlineData(20_000, "20 s")]
    public void Durations_are_in_the_unit_with_the_fewest_digits(double ms, string text) =>
        Assert.Equal(text, LogUnit.Milliseconds.Label(ms));

    [Theory]
    [InlineData(8388608, "8 MiB")]
    [InlineData(1073741820, "1 GiB")]
    [InlineData(1610612736, "1.5 GiB")]
    [InlineData(67137536, "64 MiB")]
    [InlineData(512, "512 B")]
    public void Sizes_are_rounded_to_what_a_reader_asked_for(double bytes, string text) =>
        Assert.Equal(text, LogUnit.Bytes.Label(bytes));

    [Theory]
    [InlineData(1, "1")]
    [InlineData(0.001, "0.001")]
    [InlineData(1e-4, "10⁻⁴")]
    [InlineData(1e-12, "10⁻¹²")]
    public void Small_probabilities_are_powers_of_ten(double p, string text) =>
        Assert.Equal(text, LogUnit.Probability.Label(p));

    [Fact]
    public void Two_decades_have_1_2_5() =>
        Assert.Equal(
            ["1 ms", "2 ms", "5 ms", "10 ms", "20 ms", "50 ms"],
            Ticks(LogUnit.Milliseconds, 1, 60)
        );

    [Fact]
    public void Many_decades_have_each_second_at_the_same_places_always() =>
        Assert.Equal(["1 ms", "100 ms", "10 s"], Ticks(LogUnit.Milliseconds, 0.03, 2e5, 5));

    [Fact]
    public void A_few_percent_have_equal_steps() =>
        Assert.Equal(["1x", "1.02x", "1.04x", "1.06x", "1.08x"], Ticks(LogUnit.Ratio, 1, 1.07));

    [Fact]
    public void Sizes_have_powers_of_two() =>
        Assert.Equal(
            ["8 MiB", "32 MiB", "128 MiB", "512 MiB", "2 GiB"],
            Ticks(LogUnit.Bytes, 8 << 20, 4L << 30, 5)
        );

    [Fact]
    public void A_range_far_below_its_median_does_not_take_the_axis() =>
        Assert.Equal(
            (2, 30),
            LogAxis.Range([
                new Interval(10, -5, 30),
                new Interval(20, 1, 25),
                new Interval(0, 0, 99),
            ])
        );

    private static string[] Ticks(LogUnit unit, double low, double high, int most = 7)
    {
        IAxis axis = Style.Panel().Axes.Left;
        LogAxis.Set(axis, unit, low, high, most);
        using Paint paint = Paint.NewDisposablePaint();
        axis.TickGenerator.Regenerate(
            new CoordinateRange(axis.Min, axis.Max),
            Edge.Left,
            300,
            paint,
            axis.TickLabelStyle
        );
        return [.. axis.TickGenerator.Ticks.Where(t => t.IsMajor).Select(t => t.Label)];
    }
}
