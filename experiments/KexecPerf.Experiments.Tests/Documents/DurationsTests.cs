using KexecPerf.Answers.Documents;

namespace KexecPerf.Experiments.Tests.Documents;

public class DurationsTests
{
    [Theory]
    [InlineData(0.034, "0.03 ms")]
    [InlineData(34.21, "34.2 ms")]
    [InlineData(999.4, "999 ms")]
    [InlineData(-1234, "-1.23 s")]
    public void A_short_duration_has_three_digits(double ms, string text) =>
        Assert.Equal(text, Durations.Short(ms));

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(99.5, "100 s")]
    [InlineData(100, "2 min")]
    [InlineData(5999, "100 min")]
    [InlineData(12_345, "3 h 25 min")]
    [InlineData(3_600_000, "1,000 h 0 min")]
    public void A_wait_has_the_largest_units_that_matter(double seconds, string text) =>
        Assert.Equal(text, Durations.Wait(TimeSpan.FromSeconds(seconds)));
}
