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
        ("K", 1L << 10),
        ("M", 1L << 20),
        ("G", 1L << 30),
        ("T", 1L << 40),
        ("P", 1L << 50),
        ("E", 1L << 60),
    ];

    /// <summary>Units that mean the same in any case, unlike MB and Mb.</summary>
    private static readonly string[] InAnyCase =
    [
        .. Units.Select(u => u.Item1).Where(name => !name.EndsWith('B') || name.EndsWith("iB")),
    ];

    /// <summary>No bytes.</summary>
    public static ByteSize Zero => default;

    /// <summary>From whole KiB.</summary>
    public static ByteSize FromKiB(long kib) => new(kib << 10);

    /// <summary>From whole MiB.</summary>
    public static ByteSize FromMiB(long mib) => new(mib << 20);

    /// <summary>From whole GiB.</summary>
    public static ByteSize FromGiB(long gib) => new(gib << 30);

    /// <summary>
    /// Reads a size with its unit: B; K ... E as the kernel's <c>memparse()</c> has them, or KiB
    /// ... EiB, in any case (powers of 2); kB ... TB (powers of 10). Nothing is nothing without
    /// one.
    /// </summary>
    /// <exception cref="Inputs.InputException">Not such a size.</exception>
    public static ByteSize Parse(string text) =>
        text.Trim() == "0"
            ? Zero
            : new(UnitText.Parse(Spelled(text), "size", "84 MiB or 84M", Units));

    /// <summary>
    /// Reads an address: as the kernel prints it, 0x in hexadecimal, or as a size from 0 on.
    /// </summary>
    /// <exception cref="Inputs.InputException">Neither.</exception>
    public static ByteSize ParseAddress(string text)
    {
        string trimmed = text.Trim();
        if (!trimmed.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return Parse(text);
        }

        return
            long.TryParse(
                trimmed.AsSpan(2),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out long bytes
            )
            && bytes >= 0
            ? new(bytes)
            : throw new Inputs.InputException(
                $"'{Inputs.UserText.Shorten(text)}' is no address; write one such as 0x100000000 "
                    + "or 4G"
            );
    }

    private static string Spelled(string text)
    {
        string trimmed = text.TrimEnd();
        int end = trimmed.LastIndexOfAny([.. "0123456789. "]) + 1;
        string? unit = Array.Find(
            InAnyCase,
            name => trimmed.AsSpan(end).Equals(name, StringComparison.OrdinalIgnoreCase)
        );
        return unit is null ? text : trimmed[..end] + unit;
    }

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
