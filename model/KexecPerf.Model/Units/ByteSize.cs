using System.Globalization;

namespace KexecPerf.Model.Units;

/// <summary>A number of bytes, 0 to 8 EiB.</summary>
public readonly record struct ByteSize(long Bytes) : IComparable<ByteSize>
{
    private static readonly (string, decimal)[] Units =
    [
        ("B", 1m),
        ("KiB", 1L << 10),
        ("MiB", 1L << 20),
        ("GiB", 1L << 30),
        ("TiB", 1L << 40),
        ("PiB", 1L << 50),
        ("EiB", 1L << 60),
        ("kB", 1e3m),
        ("MB", 1e6m),
        ("GB", 1e9m),
        ("TB", 1e12m),
    ];

    /// <summary>No bytes.</summary>
    public static ByteSize Zero => default;

    /// <summary>From whole KiB.</summary>
    public static ByteSize FromKiB(long kib) => new(kib << 10);

    /// <summary>From whole MiB.</summary>
    public static ByteSize FromMiB(long mib) => new(mib << 20);

    /// <summary>From whole GiB.</summary>
    public static ByteSize FromGiB(long gib) => new(gib << 30);

    /// <summary>Reads a size with its unit: B, KiB ... EiB (powers of 2) or kB ... TB (powers of 10).</summary>
    /// <exception cref="Inputs.InputException">Not such a size.</exception>
    public static ByteSize Parse(string text) => new(UnitText.Parse(text, "size", "84 MiB", Units));

    /// <summary>In MiB, for printing.</summary>
    public double TotalMiB => Bytes / 1048576.0;

    /// <summary>Pages of 4 KiB that hold these bytes, the last one possibly in part.</summary>
    public PageCount PagesRoundedUp => new((Bytes + PageCount.PageBytes - 1) / PageCount.PageBytes);

    /// <summary>Sum.</summary>
    public static ByteSize operator +(ByteSize a, ByteSize b) => new(a.Bytes + b.Bytes);

    /// <summary>Difference.</summary>
    public static ByteSize operator -(ByteSize a, ByteSize b) => new(a.Bytes - b.Bytes);

    /// <summary>Smaller.</summary>
    public static bool operator <(ByteSize a, ByteSize b) => a.Bytes < b.Bytes;

    /// <summary>Larger.</summary>
    public static bool operator >(ByteSize a, ByteSize b) => a.Bytes > b.Bytes;

    /// <summary>Not larger.</summary>
    public static bool operator <=(ByteSize a, ByteSize b) => a.Bytes <= b.Bytes;

    /// <summary>Not smaller.</summary>
    public static bool operator >=(ByteSize a, ByteSize b) => a.Bytes >= b.Bytes;

    /// <inheritdoc/>
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>With the largest binary unit that leaves at least 1, two decimals.</summary>
    public override string ToString()
    {
        (string unit, decimal factor) = Units[0];
        foreach ((string name, decimal size) in Units[..7])
        {
            if (Bytes >= size)
            {
                (unit, factor) = (name, size);
            }
        }

        return (Bytes / factor).ToString("0.##", CultureInfo.InvariantCulture) + " " + unit;
    }
}
