using CsCheck;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Tests.Sampling;

/// <summary>Against the platform's functions, which are right to the last bit or two.</summary>
public static class PortableMathTests
{
    private const double Relative = 1e-12;

    [Fact]
    public static void Several_exponentials_at_a_time_are_the_same_bits() =>
        Gen.Double[-690, 690]
            .Array[0, 40]
            .Sample(
                numbers =>
                {
                    double[] each = [.. numbers.Select(PortableMath.Exp)];
                    PortableMath.Exp(numbers.AsSpan());
                    Assert.Equal(each, numbers);
                },
                iter: Effort.Of(500, 20_000)
            );

    [Fact]
    public static void The_logarithm_agrees_over_the_whole_range() =>
        Gen.Double[-300, 300]
            .Sample(
                exponent =>
                {
                    double x = Math.Pow(10, exponent);
                    RequireNear(Math.Log(x), PortableMath.Log(x));
                },
                iter: 5_000
            );

    /// <summary>Close to 1 the logarithm is close to 0, so the error must shrink with it.</summary>
    [Fact]
    public static void The_logarithm_agrees_near_1() =>
        Gen.Double[-0.5, 0.5]
            .Sample(d =>
                Assert.Equal(Math.Log(1 + d), PortableMath.Log(1 + d), Relative * Math.Abs(d))
            );

    [Fact]
    public static void The_exponential_agrees_over_the_whole_range() =>
        Gen.Double[-600, 600]
            .Sample(x => RequireNear(Math.Exp(x), PortableMath.Exp(x)), iter: 5_000);

    /// <summary>Ratios of quantiles and t up to 2 are what draws ask for.</summary>
    [Fact]
    public static void The_power_agrees() =>
        Gen.Select(Gen.Double[-4, 4], Gen.Double[-2, 2])
            .Sample(
                (digits, exponent) =>
                {
                    double basis = Math.Pow(10, digits);
                    RequireNear(Math.Pow(basis, exponent), PortableMath.Pow(basis, exponent));
                },
                iter: 5_000
            );

    [Fact]
    public static void The_ends_of_the_powers_are_exact()
    {
        Assert.Equal(0.0, PortableMath.Log(1));
        Assert.Equal(1.0, PortableMath.Exp(0));
        Assert.Equal(1.0, PortableMath.Pow(3, 0));
    }

    private static void RequireNear(double expected, double actual) =>
        Assert.InRange(
            actual,
            expected - Relative * Math.Abs(expected) - 1e-300,
            expected + Relative * Math.Abs(expected) + 1e-300
        );
}
