using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Units;

/// <summary>A number with its unit is read exactly, or refused with a line that shows what would be right.</summary>
public static class UnitParsingTests
{
    [Theory]
    [InlineData("95 ns", 95_000)]
    [InlineData("95ns", 95_000)]
    [InlineData("  95   ns ", 95_000)]
    [InlineData("1 ps", 1)]
    [InlineData("1.2 ms", 1_200_000_000)]
    [InlineData("0.000000000001 s", 1)]
    [InlineData("3 us", 3_000_000)]
    [InlineData("2 min", 120_000_000_000_000)]
    [InlineData("0 s", 0)]
    [InlineData("9223372.036854775807 s", long.MaxValue)]
    public static void Durations_are_read_exactly(string text, long ps) =>
        Assert.Equal(ps, SimTime.Parse(text).Picoseconds);

    [Theory]
    [InlineData("1 B", 1)]
    [InlineData("84 MiB", 84L << 20)]
    [InlineData("1.5 KiB", 1536)]
    [InlineData("2 GiB", 2L << 30)]
    [InlineData("2 TiB", 2L << 40)]
    [InlineData("3 PiB", 3L << 50)]
    [InlineData("7 EiB", 7L << 60)]
    [InlineData("1 kB", 1_000)]
    [InlineData("1.1 MB", 1_100_000)]
    [InlineData("4 GB", 4_000_000_000)]
    [InlineData("1 TB", 1_000_000_000_000)]
    [InlineData("9223372036854775807 B", long.MaxValue)]
    [InlineData("256M", 256L << 20)]
    [InlineData("16 G", 16L << 30)]
    [InlineData("640k", 640L << 10)]
    [InlineData("2T", 2L << 40)]
    [InlineData("1P", 1L << 50)]
    [InlineData("3e", 3L << 60)]
    [InlineData("0.5g", 1L << 29)]
    [InlineData("12mib", 12L << 20)]
    [InlineData("7 GIB ", 7L << 30)]
    [InlineData("0", 0)]
    [InlineData("0M", 0)]
    public static void Sizes_are_read_exactly(string text, long bytes) =>
        Assert.Equal(bytes, ByteSize.Parse(text).Bytes);

    [Theory]
    [InlineData("1 B/s", 1)]
    [InlineData("1 KiB/s", 1024)]
    [InlineData("2 MiB/s", 2L << 20)]
    [InlineData("0.5 GiB/s", 1L << 29)]
    [InlineData("3 kB/s", 3_000)]
    [InlineData("274 MB/s", 274_000_000)]
    [InlineData("12.8 GB/s", 12_800_000_000)]
    public static void Rates_are_read_exactly(string text, long bytesPerSecond) =>
        Assert.Equal(bytesPerSecond, ByteRate.Parse(text).BytesPerSecond);

    /// <summary>A decimal tenth is no binary fraction: by way of a double, 0.1 + 0.2 and large values would go astray.</summary>
    [Theory]
    [InlineData("0.0005 ns", 1)]
    [InlineData("0.00049999 ns", 0)]
    [InlineData("0.0014999 ns", 1)]
    [InlineData("0.0015 ns", 2)]
    [InlineData("0.0025 ns", 3)]
    [InlineData("4503599627.3704975 us", 4_503_599_627_370_498)]
    public static void What_lies_between_two_picoseconds_is_rounded_half_up(string text, long ps) =>
        Assert.Equal(ps, SimTime.Parse(text).Picoseconds);

    [Theory]
    [InlineData("-1 ns")]
    [InlineData("-0 ns")]
    [InlineData("+1 ns")]
    [InlineData("5")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("ns")]
    [InlineData(".")]
    [InlineData(". ns")]
    [InlineData("1.2.3 ns")]
    [InlineData("1,5 ns")]
    [InlineData("1e3 ns")]
    [InlineData("0x10 ns")]
    [InlineData("5 parsecs")]
    [InlineData("5 NS")]
    [InlineData("5 MiB")]
    [InlineData("5 GB/s")]
    [InlineData("NaN")]
    [InlineData("NaN ns")]
    [InlineData("Infinity s")]
    [InlineData("\u0665 ns")]
    [InlineData("9223372.036854775808 s")]
    [InlineData("99999999999999999999999 min")]
    [InlineData("9999999999999999999999999999999999999999 ns")]
    public static void Anything_else_is_no_duration(string text) =>
        RequireLine(() => SimTime.Parse(text));

    [Theory]
    [InlineData("8 EiB")]
    [InlineData("9223372036854775808 B")]
    [InlineData("-4 KiB")]
    [InlineData("4096")]
    [InlineData("4 KB")]
    [InlineData("4 mb")]
    [InlineData("4 Gb")]
    [InlineData("4 b")]
    [InlineData("4 Mi")]
    [InlineData("00")]
    [InlineData("M")]
    [InlineData("1 GB/s")]
    public static void Anything_else_is_no_size(string text) =>
        RequireLine(() => ByteSize.Parse(text));

    [Theory]
    [InlineData("0x100000000", 4L << 30)]
    [InlineData("0X1fA00000", 0x1fa00000)]
    [InlineData("4G", 4L << 30)]
    public static void An_address_is_read_as_the_kernel_prints_it(string text, long bytes) =>
        Assert.Equal(bytes, ByteSize.ParseAddress(text).Bytes);

    [Theory]
    [InlineData("0x")]
    [InlineData("0xg")]
    [InlineData("0x8000000000000000")]
    [InlineData("100000")]
    [InlineData("0x10000000-0x20000000")]
    public static void Anything_else_is_no_address(string text) =>
        RequireLine(() => ByteSize.ParseAddress(text));

    [Theory]
    [InlineData("8589934592 GiB/s")]
    [InlineData("-1 GB/s")]
    [InlineData("12.8")]
    [InlineData("12.8 GB")]
    [InlineData("12.8 Gb/s")]
    public static void Anything_else_is_no_rate(string text) =>
        RequireLine(() => ByteRate.Parse(text));

    [Fact]
    public static void Refusals_say_what_is_wrong_and_what_would_be_right()
    {
        Assert.Equal(
            "'-1 ns' is negative; write a duration such as 95 ns or 1.2 ms",
            RequireLine(() => SimTime.Parse("-1 ns"))
        );
        Assert.Equal(
            "'5' has no unit; write a size such as 84 MiB or 84M",
            RequireLine(() => ByteSize.Parse("5"))
        );
        Assert.Equal(
            "'furlongs' is no unit of a rate; units are B/s, KiB/s, MiB/s, GiB/s, kB/s, MB/s, GB/s",
            RequireLine(() => ByteRate.Parse("5 furlongs"))
        );
        Assert.Equal(
            "'8 EiB' is larger than any size can be",
            RequireLine(() => ByteSize.Parse("8 EiB"))
        );
    }

    /// <summary>JSON strings may hold line ends, which must not reach the terminal.</summary>
    [Theory]
    [InlineData("-1\nns")]
    [InlineData("\n5\n")]
    [InlineData("5 \u001b[31mred")]
    [InlineData("5 a\r\nb")]
    [InlineData("99999999999999999999\nmin")]
    public static void Control_characters_stay_out_of_the_message(string text) =>
        RequireLine(() => SimTime.Parse(text));

    [Fact]
    public static void A_long_text_is_cut()
    {
        Assert.InRange(RequireLine(() => SimTime.Parse(new string('9', 9_000))).Length, 10, 200);
        Assert.InRange(RequireLine(() => SimTime.Parse(new string('-', 9_000))).Length, 10, 200);
    }

    private static string RequireLine<T>(Func<T> parse)
    {
        InputException e = Assert.Throws<InputException>(() => parse());
        Assert.DoesNotContain(e.Line, char.IsControl);
        Assert.InRange(e.Line.Length, 10, 300);
        return e.Line;
    }
}
