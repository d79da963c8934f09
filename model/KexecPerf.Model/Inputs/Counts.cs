using System.Globalization;

namespace KexecPerf.Model.Inputs;

/// <summary>Reads the inputs that have no unit: plain integers and percentages.</summary>
public static class Counts
{
    /// <summary>A plain integer from <paramref name="min"/> to <paramref name="max"/>.</summary>
    /// <exception cref="InputException">Anything else.</exception>
    public static long Parse(string text, long min, long max, InputPlace place = default)
    {
        bool integer = long.TryParse(
            text.Trim(),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out long value
        );
        if (!integer || value < min || value > max)
        {
            throw new InputException(
                place,
                $"'{UserText.Shorten(text)}' is out of range; write a plain integer from {min} to {max}"
            );
        }

        return value;
    }

    /// <summary>A percentage such as <c>50%</c>, from 0 to 100, as a fraction.</summary>
    /// <exception cref="InputException">Anything else.</exception>
    public static double ParsePercent(string text) => ParsePercent(text, 100);

    /// <summary>A factor written as a percentage, from 0% to 10000%.</summary>
    /// <exception cref="InputException">Anything else.</exception>
    public static double ParseRatio(string text) => ParsePercent(text, 10_000);

    private static double ParsePercent(string text, int max)
    {
        string trimmed = text.Trim();
        bool number = decimal.TryParse(
            trimmed.EndsWith('%') ? trimmed[..^1].TrimEnd() : trimmed,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out decimal percent
        );
        if (!trimmed.EndsWith('%') || !number || percent > max)
        {
            throw new InputException(
                $"'{UserText.Shorten(text)}' is no percentage; write one from 0% to {max}%, such as 50%"
            );
        }

        return (double)(percent / 100);
    }

    /// <summary><c>on</c> or <c>off</c>.</summary>
    /// <exception cref="InputException">Anything else.</exception>
    public static bool ParseSwitch(string text) =>
        text switch
        {
            "on" => true,
            "off" => false,
            _ => throw new InputException(
                $"'{UserText.Shorten(text)}' is no switch; write on or off"
            ),
        };
}
