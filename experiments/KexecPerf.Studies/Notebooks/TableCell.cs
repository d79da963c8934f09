using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Notebooks;

/// <summary>A value in a table, as text and as number.</summary>
internal static class TableCell
{
    /// <summary>Below it two decimals say too little.</summary>
    private const double Tiny = 0.01;

    /// <summary>About three digits of a fraction, an integer in full, a median with its range.</summary>
    public static string Text(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            bool yes => yes ? "yes" : "no",
            double or float or decimal => Short(
                Convert.ToDouble(value, CultureInfo.InvariantCulture)
            ),
            JsonObject o when IsRange(o) => Short(Range(o)),
            JsonValue v => Text(v),
            JsonNode node => node.ToJsonString(),
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    /// <summary>
    /// A number, digits in text, or of a range the mean, of a chance, else the median.
    /// </summary>
    /// <exception cref="FormatException">None of these.</exception>
    public static double Number(object? value)
    {
        string digits = value switch
        {
            JsonObject o => (o["mean"] ?? o["median"])?.ToString() ?? "",
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => value?.ToString() ?? "",
        };
        return double.TryParse(digits, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new FormatException($"'{UserText.Shorten(Text(value))}' is no number");
    }

    /// <summary>
    /// A JSON object with median, low and high, whatever else; or a number, which is all three.
    /// </summary>
    /// <exception cref="FormatException">None of these.</exception>
    public static Interval Range(object? value)
    {
        double median = Number(value);
        return value is JsonObject o && IsRange(o)
            ? new Interval(median, Number(o["low"]), Number(o["high"]))
            : new Interval(median, median, median);
    }

    private static bool IsRange(JsonObject o) =>
        o.ContainsKey("median") && o.ContainsKey("low") && o.ContainsKey("high");

    private static string Text(JsonValue value) =>
        value.GetValueKind() switch
        {
            JsonValueKind.True => Text(true),
            JsonValueKind.False => Text(false),
            JsonValueKind.Number
                when !value.ToString().All(c => char.IsAsciiDigit(c) || c == '-') => Short(
                Number(value)
            ),
            _ => value.ToString(),
        };

    private static string Short(Interval i) =>
        i.Low == i.High ? Short(i.Median) : $"{Short(i.Median)} [{Short(i.Low)},{Short(i.High)}]";

    private static string Short(double x) =>
        Math.Abs(x) is > 0 and < Tiny
            ? x.ToString("0.0e0", CultureInfo.InvariantCulture)
            : Numbers.Short(x);
}
