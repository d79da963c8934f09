using System.Globalization;

namespace KexecPerf.Model.Units;

/// <summary>
/// A simulated instant or duration: a whole number of picoseconds (at most 106 days). Arithmetic is overflow-checked.
/// </summary>
public readonly record struct SimTime(long Picoseconds) : IComparable<SimTime>
{
    private static readonly (string, decimal)[] Units =
    [
        ("ps", 1m),
        ("ns", 1_000m),
        ("us", 1_000_000m),
        ("ms", 1_000_000_000m),
        ("s", 1_000_000_000_000m),
        ("min", 60_000_000_000_000m),
    ];

    /// <summary>No time.</summary>
    public static SimTime Zero => default;

    /// <summary>From whole microseconds.</summary>
    public static SimTime FromMicroseconds(long microseconds) => new(microseconds * 1_000_000);

    /// <summary>From whole milliseconds.</summary>
    public static SimTime FromMilliseconds(long milliseconds) => new(milliseconds * 1_000_000_000);

    /// <summary>Reads a duration with its unit: ps, ns, us, ms, s or min.</summary>
    /// <exception cref="Inputs.InputException">Not such a duration.</exception>
    public static SimTime Parse(string text) =>
        new(UnitText.Parse(text, "duration", "95 ns or 1.2 ms", Units));

    /// <summary>In milliseconds, for printing and statistics.</summary>
    public double TotalMilliseconds => Picoseconds / 1e9;

    /// <summary>Sum.</summary>
    public static SimTime operator +(SimTime a, SimTime b) => new(a.Picoseconds + b.Picoseconds);

    /// <summary>Difference.</summary>
    public static SimTime operator -(SimTime a, SimTime b) => new(a.Picoseconds - b.Picoseconds);

    /// <summary>Multiple.</summary>
    public static SimTime operator *(SimTime a, long n) => new(a.Picoseconds * n);

    /// <summary>Earlier or shorter.</summary>
    public static bool operator <(SimTime a, SimTime b) => a.Picoseconds < b.Picoseconds;

    /// <summary>Later or longer.</summary>
    public static bool operator >(SimTime a, SimTime b) => a.Picoseconds > b.Picoseconds;

    /// <summary>Not later.</summary>
    public static bool operator <=(SimTime a, SimTime b) => a.Picoseconds <= b.Picoseconds;

    /// <summary>Not earlier.</summary>
    public static bool operator >=(SimTime a, SimTime b) => a.Picoseconds >= b.Picoseconds;

    /// <inheritdoc/>
    public int CompareTo(SimTime other) => Picoseconds.CompareTo(other.Picoseconds);

    /// <summary>With the largest unit that leaves at least 1, four digits.</summary>
    public override string ToString()
    {
        (string unit, decimal factor) = Units[0];
        foreach ((string name, decimal size) in Units[..5])
        {
            if (Math.Abs((decimal)Picoseconds) >= size)
            {
                (unit, factor) = (name, size);
            }
        }

        return (Picoseconds / factor).ToString("0.###", CultureInfo.InvariantCulture) + " " + unit;
    }
}
