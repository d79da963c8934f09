using KexecPerf.Model.Inputs;

namespace KexecPerf.Model.Tests.Inputs;

/// <summary>Integers, percentages and switches, which have no unit.</summary>
public static class CountsTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData(" 64 ", 64)]
    [InlineData("100", 100)]
    public static void Integers_within_bounds_are_read(string text, long value) =>
        Assert.Equal(value, Counts.Parse(text, 1, 100));

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("1e1")]
    [InlineData("")]
    [InlineData("many")]
    [InlineData("99999999999999999999")]
    [InlineData("1\n2")]
    public static void Others_are_refused(string text) =>
        RequireLine(() => Counts.Parse(text, 1, 100));

    [Theory]
    [InlineData("0%", 0)]
    [InlineData("50%", 0.5)]
    [InlineData("12.5 %", 0.125)]
    [InlineData("100%", 1)]
    public static void Percentages_are_read_as_fractions(string text, double value) =>
        Assert.Equal(value, Counts.ParsePercent(text));

    [Theory]
    [InlineData("50")]
    [InlineData("0.5")]
    [InlineData("-1%")]
    [InlineData("100.1%")]
    [InlineData("NaN%")]
    [InlineData("%")]
    [InlineData("5%%")]
    [InlineData("5 50%")]
    [InlineData("")]
    public static void What_is_no_percentage_is_refused(string text) =>
        RequireLine(() => Counts.ParsePercent(text));

    [Fact]
    public static void A_ratio_may_pass_100_percent_and_ends_at_10000()
    {
        Assert.Equal(1.25, Counts.ParseRatio("125%"));
        Assert.Equal(100, Counts.ParseRatio("10000%"));
        RequireLine(() => Counts.ParseRatio("10001%"));
    }

    [Fact]
    public static void Switches_are_on_and_off()
    {
        Assert.True(Counts.ParseSwitch("on"));
        Assert.False(Counts.ParseSwitch("off"));
        RequireLine(() => Counts.ParseSwitch("true"));
        RequireLine(() => Counts.ParseSwitch("On"));
    }

    private static void RequireLine<T>(Func<T> parse)
    {
        InputException e = Assert.Throws<InputException>(() => parse());
        Assert.DoesNotContain(e.Line, char.IsControl);
    }
}
