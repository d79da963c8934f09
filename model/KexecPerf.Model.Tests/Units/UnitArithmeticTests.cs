using System.Numerics;
using CsCheck;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Units;

/// <summary>Arithmetic is exact or throws: a silent wrap would make a time of a hundred days one of a second.</summary>
public static class UnitArithmeticTests
{
    [Theory]
    [InlineData(4096, 4_096_000_000, 1_000_000)]
    [InlineData(0, 1, 0)]
    [InlineData(1, 1, 1_000_000_000_000)]
    [InlineData(1, 3, 333_333_333_333)]
    [InlineData(2, 3, 666_666_666_667)]
    [InlineData(1, 2_000_000_000_000, 1)]
    [InlineData(1, 2_000_000_000_001, 0)]
    [InlineData(9_223_372, 1, 9_223_372_000_000_000_000)]
    public static void A_rate_gives_the_time_rounded_half_up(long bytes, long rate, long ps) =>
        Assert.Equal(new SimTime(ps), new ByteRate(rate).TimeFor(new ByteSize(bytes)));

    /// <summary>The time t is right when 2 t rate is within one rate of 2 bytes 10^12, and half goes up.</summary>
    [Fact]
    public static void The_rounded_time_is_the_nearest() =>
        Gen.Select(Gen.Long[0, 1L << 40], Gen.Long[1_000_000_000, 1L << 50])
            .Sample(
                (bytes, rate) =>
                {
                    BigInteger doubled = 2 * BigInteger.Pow(10, 12) * bytes;
                    BigInteger time = new ByteRate(rate).TimeFor(new ByteSize(bytes)).Picoseconds;
                    Assert.True((2 * time - 1) * rate - 1 <= doubled);
                    Assert.True(doubled < (2 * time + 1) * rate + 1);
                },
                iter: 10_000
            );

    [Fact]
    public static void A_time_beyond_the_range_throws_and_does_not_wrap()
    {
        Assert.Throws<OverflowException>(() => new ByteRate(1).TimeFor(new ByteSize(9_223_373)));
        Assert.Throws<OverflowException>(() => new ByteRate(0).TimeFor(new ByteSize(1)));
        Assert.Throws<OverflowException>(() => new SimTime(long.MaxValue) + new SimTime(1));
        Assert.Throws<OverflowException>(() => new SimTime(long.MinValue) - new SimTime(1));
        Assert.Throws<OverflowException>(() => new SimTime(1L << 40) * (1L << 40));
        Assert.Throws<OverflowException>(() => new ByteSize(long.MaxValue) + new ByteSize(1));
        Assert.Throws<OverflowException>(() => SimTime.FromMilliseconds(long.MaxValue));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(4095, 1)]
    [InlineData(4096, 1)]
    [InlineData(4097, 2)]
    [InlineData(13_914_112, 3_397)]
    public static void A_started_page_is_a_page(long bytes, long pages) =>
        Assert.Equal(new PageCount(pages), new ByteSize(bytes).PagesRoundedUp);

    [Fact]
    public static void Sizes_and_times_compare_by_magnitude()
    {
        Assert.True(new ByteSize(1) < new ByteSize(2) && new ByteSize(2) <= new ByteSize(2));
        Assert.False(new ByteSize(2) > new ByteSize(2) || new ByteSize(1) >= new ByteSize(2));
        Assert.True(new SimTime(1) < new SimTime(2) && new SimTime(2) <= new SimTime(2));
        Assert.False(new SimTime(2) > new SimTime(2) || new SimTime(1) >= new SimTime(2));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(63_242_240, "60.31 MiB")]
    [InlineData(1L << 60, "1 EiB")]
    public static void Sizes_print_in_the_unit_that_leaves_at_least_1(long bytes, string text) =>
        Assert.Equal(text, new ByteSize(bytes).ToString());

    [Theory]
    [InlineData(999, "999 ps")]
    [InlineData(1_000, "1 ns")]
    [InlineData(3_700_000, "3.7 us")]
    [InlineData(22_158_152_000, "22.158 ms")]
    [InlineData(120_000_000_000_000, "120 s")]
    public static void Times_print_in_the_unit_that_leaves_at_least_1(long ps, string text) =>
        Assert.Equal(text, new SimTime(ps).ToString());

    /// <summary>What a table prints can be typed back in.</summary>
    [Fact]
    public static void Printed_values_are_readable() =>
        Gen.Long[0, 1L << 52]
            .Sample(n =>
            {
                RequireNear(n, ByteSize.Parse(new ByteSize(n).ToString()).Bytes);
                RequireNear(n, SimTime.Parse(new SimTime(n).ToString()).Picoseconds);
                RequireNear(
                    n + 10_000,
                    ByteRate.Parse(new ByteRate(n + 10_000).ToString()).BytesPerSecond
                );
            });

    private static void RequireNear(long expected, long actual) =>
        Assert.InRange(actual, expected * 0.5 - 1, expected * 1.5 + 1);
}
