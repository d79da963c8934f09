using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Machines;

/// <summary>
/// An uncertain number: its 5, 50 and 95 % quantiles over machines of the kind (of the median run;
/// what differs from run to run of one machine is <see cref="RunVariation"/>), in the base unit of
/// its <see cref="ParameterKind"/> (picoseconds, bytes a second, bytes, or a plain ratio or
/// number), with evidence and source.
/// </summary>
/// <param name="Low">5 % quantile.</param>
/// <param name="Value">Median.</param>
/// <param name="High">95 % quantile.</param>
/// <param name="Evidence">Where it comes from.</param>
/// <param name="Source">Measurement, publication or reasoning, never empty.</param>
/// <param name="Group">Quantities of one group are drawn together.</param>
public sealed record Quantity(
    double Low,
    double Value,
    double High,
    Evidence Evidence,
    string Source,
    string? Group
)
{
    /// <summary>Beyond these a simulation of 8192 CPUs or two files of 4 GiB could exceed the clock (106 days).</summary>
    private static readonly SimTime LongestTime = SimTime.FromMilliseconds(600_000);
    private const long LowestRate = 100_000;
    private const long MostCount = 1_000_000;
    private static readonly ByteSize LargestSize = ByteSize.FromGiB(1024);

    private static readonly string[] Keys =
    [
        "value",
        "low",
        "high",
        "least",
        "most",
        "evidence",
        "source",
        "group",
    ];

    /// <summary>No draw is below: what a source or a limit of the kernel allows.</summary>
    public double Least { get; init; }

    /// <summary>No draw is above: what a source or a limit of the kernel allows.</summary>
    public double Most { get; init; } = double.PositiveInfinity;

    /// <summary>Whether it has no range.</summary>
    public bool IsExact => Low == High;

    /// <summary>
    /// Reads <c>{"value", "low", "high", "least"?, "most"?, "evidence", "source", "group"?}</c>.
    /// </summary>
    /// <exception cref="InputException">A key missing or unknown, a bad unit, or numbers out of
    /// order.</exception>
    public static Quantity Read(InputNode node, ParameterKind kind)
    {
        InputObject o = node.AsObject();
        o.RefuseOthers(Keys);
        double value = ReadNumber(o.Required("value"), kind);
        double low = ReadNumber(o.Required("low"), kind);
        double high = ReadNumber(o.Required("high"), kind);
        if (!(low <= value && value <= high))
        {
            throw new InputException(
                node.Place,
                "quantiles out of order; low, value, high are the 5, 50 and 95 % quantiles"
            );
        }

        double least = o.Optional("least") is { } floor ? ReadNumber(floor, kind) : 0;
        double most = o.Optional("most") is { } cap
            ? ReadNumber(cap, kind)
            : double.PositiveInfinity;
        if (!(least <= low && high <= most))
        {
            throw new InputException(
                node.Place,
                "quantiles beyond the limits; least and most are what no machine is below or above"
            );
        }

        InputNode source = o.Required("source");
        if (string.IsNullOrWhiteSpace(source.AsText()))
        {
            throw new InputException(source.Place, "empty; say where the number comes from");
        }

        return new Quantity(
            low,
            value,
            high,
            o.Required("evidence").As(ReadEvidence),
            source.AsText(),
            o.Optional("group")?.AsText()
        )
        {
            Least = least,
            Most = most,
        };
    }

    /// <summary>The same law, all of it so many times as large.</summary>
    public Quantity Times(double factor) =>
        this with
        {
            Low = Low * factor,
            Value = Value * factor,
            High = High * factor,
            Least = Least * factor,
            Most = Most * factor,
        };

    /// <summary>A value given by the user, without spread.</summary>
    public static Quantity Exactly(double value, string source) =>
        new(value, value, value, Evidence.Assumed, source, null);

    /// <summary>Reads a number in the unit of its kind.</summary>
    /// <exception cref="InputException">Not such a number, or one that no machine can have: a rate below 100 kB/s, a time above 10 min.</exception>
    public static double ReadNumber(string text, ParameterKind kind) =>
        kind switch
        {
            ParameterKind.Duration => ReadTime(text),
            ParameterKind.Rate => ReadRate(text),
            ParameterKind.Ratio => Counts.ParseRatio(text),
            ParameterKind.Size => ReadSize(text),
            ParameterKind.Count => Counts.Parse(text, 0, MostCount),
        };

    /// <summary>A number in base units as text with its unit.</summary>
    public static string Format(double number, ParameterKind kind) =>
        kind switch
        {
            ParameterKind.Duration => new SimTime((long)number).ToString(),
            ParameterKind.Rate => new ByteRate((long)number).ToString(),
            ParameterKind.Ratio => FormattableString.Invariant($"{number * 100:0.##}%"),
            ParameterKind.Size => new ByteSize((long)number).ToString(),
            ParameterKind.Count => FormattableString.Invariant($"{number:0.##}"),
        };

    private static long ReadTime(string text)
    {
        SimTime time = SimTime.Parse(text);
        return time <= LongestTime
            ? time.Picoseconds
            : throw new InputException($"{time} is too long; write at most {LongestTime}");
    }

    private static long ReadSize(string text)
    {
        ByteSize size = ByteSize.Parse(text);
        return size <= LargestSize
            ? size.Bytes
            : throw new InputException($"{size} is too large; write at most {LargestSize}");
    }

    private static long ReadRate(string text)
    {
        ByteRate rate = ByteRate.Parse(text);
        return rate.BytesPerSecond >= LowestRate
            ? rate.BytesPerSecond
            : throw new InputException("a rate so low never ends; write at least 100 kB/s");
    }

    private static double ReadNumber(InputNode node, ParameterKind kind) =>
        node.As(text => ReadNumber(text, kind));

    private static Evidence ReadEvidence(string text) =>
        text switch
        {
            "measured" => Evidence.Measured,
            "published" => Evidence.Published,
            "derived" => Evidence.Derived,
            "assumed" => Evidence.Assumed,
            _ => throw new InputException(
                $"'{UserText.Shorten(text)}' is no evidence; write measured, published, derived or assumed"
            ),
        };
}
