using KexecPerf.Answers.Documents;

namespace KexecPerf.Experiments.Tests.Documents;

public class ChancesTests
{
    [Theory]
    [InlineData(0, "none of all")]
    [InlineData(1, "1 in 1.0")]
    [InlineData(0.05, "1 in 20")]
    [InlineData(1 / 999.6, "1 in 1.0 thousand")]
    [InlineData(1 / 3.2e6, "1 in 3.2 million")]
    [InlineData(9e-13, "fewer than 1 in a trillion")]
    public void One_in_so_many(double probability, string text) =>
        Assert.Equal(text, Chances.OneIn(probability));

    [Theory]
    [InlineData(1 / 12_345.0, "1 of 12,000 kexecs")]
    [InlineData(1 / 7.0, "1 of 7 kexecs")]
    public void One_of_so_many_kexecs_has_two_digits(double probability, string text) =>
        Assert.Equal(text, Chances.OfKexecs(probability));

    [Theory]
    [InlineData(0, "0", "0", "0")]
    [InlineData(0.25, "0.25", "0.25", "2.5e-1")]
    [InlineData(0.0012, "0.0012", "1.2e-3", "1.2e-3")]
    [InlineData(0.000_123, "1.2e-4", "1.2e-4", "1.2e-4")]
    public void Small_ones_have_an_exponent(double p, string plain, string brief, string exponent)
    {
        Assert.Equal(plain, Chances.Plain(p));
        Assert.Equal(brief, Chances.Short(p));
        Assert.Equal(exponent, Chances.Exponent(p));
    }
}
