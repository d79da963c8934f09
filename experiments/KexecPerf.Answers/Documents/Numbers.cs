using System.Globalization;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Documents;

/// <summary>Numbers as people and programs read them.</summary>
internal static class Numbers
{
    /// <summary>About three digits, never an exponent: 0.03, 3.42, 34.2, 342, 3420.</summary>
    public static string Short(double x)
    {
        double size = Math.Abs(x);
        string format = size switch
        {
            0 => "0",
            < 10 => "0.00",
            < 100 => "0.0",
            _ => "0",
        };
        return x.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>At most four decimals, never an exponent.</summary>
    public static string Plain(double x) => x.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>Median with its 90 % range: <c>34.2 [30.1,39.0]</c>.</summary>
    public static string WithRange(Interval i) =>
        i.Low == i.High ? Short(i.Median) : $"{Short(i.Median)} [{Short(i.Low)},{Short(i.High)}]";

    /// <summary>A ratio: <c>1.04x</c>, <c>~</c> where it cannot be told from 1, <c>&gt;1000x</c> where hardly anything is left to divide by.</summary>
    public static string Ratio(Interval i)
    {
        string text = i.Median == 1 ? "1.00" : Short(i.Median);
        return i switch
        {
            { StraddlesOne: true } => "~",
            { Median: > 1000 } => ">1000x",
            _ => text + "x",
        };
    }

    /// <summary>A number for JSON and CSV: nine significant digits, so that files are short and equal on every platform.</summary>
    public static double Rounded(double x)
    {
        if (x == 0 || !double.IsFinite(x))
        {
            return 0;
        }

        string digits = x.ToString("G9", CultureInfo.InvariantCulture);
        return double.Parse(digits, CultureInfo.InvariantCulture);
    }

    /// <summary><c>{"median", "low", "high"}</c>.</summary>
    public static JsonObject Json(Interval i) =>
        new()
        {
            ["median"] = Rounded(i.Median),
            ["low"] = Rounded(i.Low),
            ["high"] = Rounded(i.High),
        };

    /// <summary>For CSV: median, low, high.</summary>
    public static string[] Cells(Interval i) => [Csv(i.Median), Csv(i.Low), Csv(i.High)];

    /// <summary>For CSV.</summary>
    public static string Csv(double x) => Rounded(x).ToString(CultureInfo.InvariantCulture);
}
