using System.Globalization;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Documents;

/// <summary>
/// Sizes as people write them, where the two decimals of <see cref="ByteSize"/> are not what is
/// wanted.
/// </summary>
internal static class Sizes
{
    /// <summary>Units of memory in text, ascending.</summary>
    public static IReadOnlyList<(double Size, string Name)> Units { get; } =
    [(1 << 20, " MiB"), (1 << 30, " GiB")];

    /// <summary>
    /// Three digits in the unit that needs the fewest: <c>8 MiB</c>; a thousandth short of one is
    /// one.
    /// </summary>
    public static string Short(double bytes) => ThreeDigits(bytes, " ");

    /// <summary>The same without a blank, to be pasted behind an option: <c>8MiB</c>.</summary>
    public static string Pasteable(double bytes) => ThreeDigits(bytes, "");

    /// <summary>
    /// As behind <c>cma=</c>, which the kernel reads without decimals: <c>256M</c>, <c>1536M</c>,
    /// <c>2G</c>; in the largest unit that leaves no rest, up to whole KiB.
    /// </summary>
    public static string Cma(ByteSize size)
    {
        const string Suffixes = "KMGT";
        long kib = (size.Bytes + 1023) / 1024;
        int unit = 0;
        for (; kib > 0 && kib % 1024 == 0 && unit < Suffixes.Length - 1; unit++)
        {
            kib /= 1024;
        }

        return FormattableString.Invariant($"{kib}{Suffixes[unit]}");
    }

    /// <summary>The same in whole MiB, however many: <c>1536M</c>.</summary>
    public static string Mebibytes(ByteSize size) =>
        FormattableString.Invariant($"{size.Bytes >> 20}M");

    private static string ThreeDigits(double bytes, string blank)
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
        return bytes.ToString(format, CultureInfo.InvariantCulture) + blank + units[unit];
    }
}
