using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KexecPerf.Experiments.Reporting;
using KexecPerf.Experiments.Statistics;

namespace KexecPerf.Experiments.Notebooks;

/// <summary>A value in a table, as text and as number.</summary>
internal static class TableCell
{
    /// <summary>About three digits of a fraction, an integer in full, a median with its range.</summary>
    public static string Text(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            bool yes => yes ? "yes" : "no",
            double or float or decimal => Numbers.Short(
                Convert.ToDouble(value, CultureInfo.InvariantCulture)
            ),
            JsonObject o when Range(o) is { } range => Numbers.WithRange(range),
            JsonValue v => Text(v),
            JsonNode node => node.ToJsonString(),
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    /// <summary>A number, digits in text, or the median of a range.</summary>
    /// <exception cref="FormatException">None of these.</exception>
    public static double Number(object? value)
    {
        string digits = value switch
        {
            JsonObject o => o["median"]?.ToString() ?? "",
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => value?.ToString() ?? "",
        };
        return double.TryParse(digits, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new FormatException($"'{OneLine.Of(Text(value))}' is no number");
    }

    private static string Text(JsonValue value) =>
        value.GetValueKind() switch
        {
            JsonValueKind.True => Text(true),
            JsonValueKind.False => Text(false),
            JsonValueKind.Number
                when !value.ToString().All(c => char.IsAsciiDigit(c) || c == '-') => Text(
                Number(value)
            ),
            _ => value.ToString(),
        };

    private static Interval? Range(JsonObject o) =>
        o.Count == 3 && o["median"] is { } median && o["low"] is { } low && o["high"] is { } high
            ? new Interval(Number(median), Number(low), Number(high))
            : null;
}
