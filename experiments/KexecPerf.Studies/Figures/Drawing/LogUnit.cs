using System.Globalization;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>How the values of a logarithmic axis are written.</summary>
/// <param name="Label">Text of a value, with its unit.</param>
/// <param name="Binary">Whether ticks are powers of 2, not 1-2-5.</param>
internal sealed record LogUnit(Func<double, string> Label, bool Binary = false)
{
    /// <summary>8 MiB, 64 MiB, 1 GiB.</summary>
    public static LogUnit Bytes { get; } = new(Size, Binary: true);

    /// <summary>CPUs.</summary>
    public static LogUnit Count { get; } = new(x => Plain(x), Binary: true);

    /// <summary>Plain numbers, whose unit the axis' label says.</summary>
    public static LogUnit Number { get; } = new(x => Plain(x));

    /// <summary>From milliseconds: 10 µs, 1 ms, 10 s.</summary>
    public static LogUnit Milliseconds { get; } = new(Duration);

    /// <summary>2x, 10x.</summary>
    public static LogUnit Ratio { get; } = new(x => Plain(x) + "x");

    /// <summary>1, 0.1, 10⁻⁴.</summary>
    public static LogUnit Probability { get; } = new(Power);

    /// <summary>A duration in the unit that needs the fewest digits.</summary>
    public static string Duration(double ms) =>
        Math.Abs(ms) switch
        {
            0 => "0 ms",
            < 0.000_999 => Plain(ms * 1e6) + " ns",
            < 0.999 => Plain(ms * 1e3) + " µs",
            < 999 => Plain(ms) + " ms",
            _ => Plain(ms / 1e3) + " s",
        };

    /// <summary>A size in the unit that needs the fewest digits; a thousandth short of one is one.</summary>
    private static string Size(double bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        int unit = 0;
        for (; bytes > 1023.5 && unit < units.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        string format =
            bytes < 9.995 ? "0.##"
            : bytes < 99.95 ? "0.#"
            : "0";
        return bytes.ToString(format, CultureInfo.InvariantCulture) + " " + units[unit];
    }

    private static string Power(double x)
    {
        int exponent = (int)Math.Round(Math.Log10(x));
        return x >= 0.000_9 ? Plain(x)
            : Math.Abs(x - Math.Pow(10, exponent)) < 1e-3 * x ? "10" + Superscript(exponent)
            : x.ToString("0.#e0", CultureInfo.InvariantCulture);
    }

    private static string Superscript(int number) =>
        string.Concat(
            number
                .ToString(CultureInfo.InvariantCulture)
                .Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0'])
        );

    private static string Plain(double x) => x.ToString("0.####", CultureInfo.InvariantCulture);
}
