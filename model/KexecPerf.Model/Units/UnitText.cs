using System.Globalization;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Model.Units;

/// <summary>
/// Reads a number with its unit, as in <c>12.8 GB/s</c>, <c>95 ns</c> or <c>84 MiB</c>. Exact: the number is decimal and the
/// product is rounded half up once. A number without unit is refused, so that nobody can mistake ms for us.
/// </summary>
internal static class UnitText
{
    /// <summary>Reads <paramref name="text"/> into the base unit of <paramref name="units"/>.</summary>
    /// <exception cref="InputException">Not a number, no unit, an unknown unit, or out of range.</exception>
    public static long Parse(
        string text,
        string what,
        string example,
        IReadOnlyList<(string Name, decimal Factor)> units
    )
    {
        string trimmed = text.Trim();
        int end = 0;
        while (end < trimmed.Length && (char.IsAsciiDigit(trimmed[end]) || trimmed[end] is '.'))
        {
            end++;
        }

        if (trimmed.StartsWith('-'))
        {
            throw new InputException(
                $"'{UserText.Shorten(text)}' is negative; write a {what} such as {example}"
            );
        }

        if (
            end == 0
            || end > 24
            || !decimal.TryParse(
                trimmed.AsSpan(0, end),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out decimal number
            )
        )
        {
            throw new InputException(
                $"'{UserText.Shorten(text)}' is no {what}; write one such as {example}"
            );
        }

        string unit = trimmed[end..].Trim();
        if (unit.Length == 0)
        {
            throw new InputException(
                $"'{UserText.Shorten(text)}' has no unit; write a {what} such as {example}"
            );
        }

        foreach ((string name, decimal factor) in units)
        {
            if (name == unit)
            {
                return Scale(text, what, number, factor);
            }
        }

        string known = string.Join(", ", units.Select(u => u.Name));
        throw new InputException(
            $"'{UserText.Shorten(unit)}' is no unit of a {what}; units are {known}"
        );
    }

    private static long Scale(string text, string what, decimal number, decimal factor)
    {
        if (number > long.MaxValue / factor)
        {
            throw new InputException(
                $"'{UserText.Shorten(text)}' is larger than any {what} can be"
            );
        }

        return (long)Math.Round(number * factor, MidpointRounding.AwayFromZero);
    }
}
