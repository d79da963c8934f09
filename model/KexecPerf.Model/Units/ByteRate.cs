using System.Globalization;

namespace KexecPerf.Model.Units;

/// <summary>A throughput in whole bytes a second, at least 1. Copies count the bytes copied once, not read plus written.</summary>
public readonly record struct ByteRate(long BytesPerSecond)
{
    private static readonly (string, decimal)[] Units =
    [
        ("B/s", 1m),
        ("KiB/s", 1L << 10),
        ("MiB/s", 1L << 20),
        ("GiB/s", 1L << 30),
        ("kB/s", 1e3m),
        ("MB/s", 1e6m),
        ("GB/s", 1e9m),
    ];

    /// <summary>Reads a rate with its unit: B/s, KiB/s, MiB/s, GiB/s, kB/s, MB/s or GB/s.</summary>
    /// <exception cref="Inputs.InputException">Not such a rate.</exception>
    public static ByteRate Parse(string text) =>
        new(UnitText.Parse(text, "rate", "12.8 GB/s", Units));

    /// <summary>Time to move <paramref name="size"/>, rounded half up to the picosecond.</summary>
    /// <exception cref="OverflowException">The rate is 0, or the time exceeds 106 days.</exception>
    public SimTime TimeFor(ByteSize size)
    {
        if (BytesPerSecond <= 0)
        {
            throw new OverflowException("A rate must be positive.");
        }

        Int128 numerator = (Int128)size.Bytes * 1_000_000_000_000 + BytesPerSecond / 2;
        return new SimTime(checked((long)(numerator / BytesPerSecond)));
    }

    /// <summary>In GB/s or MB/s, three digits.</summary>
    public override string ToString() =>
        BytesPerSecond >= 1_000_000_000
            ? (BytesPerSecond / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + " GB/s"
            : (BytesPerSecond / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + " MB/s";
}
