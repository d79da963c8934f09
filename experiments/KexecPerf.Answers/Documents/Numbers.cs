using System.Globalization;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Documents;

/// <summary>Numbers as people and programs read them.</summary>
internal static class Numbers
{
    /// <summary>Of a span of which nothing is left.</summary>
    public const string AllOfIt = "all of it";

    private const int CellWidth = 16;

    /// <summary>A ratio above it is of nothing that is left.</summary>
    private const double MostRatio = 1000;

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

    /// <summary>A cell of milliseconds, in seconds from 10,000 on or where they do not fit.</summary>
    public static string Cell(Interval ms)
    {
        string cell = Fitted(ms, "", Short);
        cell = cell.Length <= CellWidth ? cell : Lessened(ms);
        return Math.Abs(ms.Median) < 10_000 && cell.Length <= CellWidth
            ? cell
            : Fitted(new(ms.Median / 1e3, ms.Low / 1e3, ms.High / 1e3), "s", Short);
    }

    /// <summary>
    /// A ratio: <c>1.04 [1.02,1.09]</c>, <c>1.00x</c> without a range, <see cref="AllOfIt"/> where
    /// hardly anything is left to divide by.
    /// </summary>
    public static string Ratio(Interval i) =>
        i.Median > MostRatio ? AllOfIt
        : i.Low == i.High ? Short(i.Median) + "x"
        : Fitted(i, "", RatioEnd);

    /// <summary>A ratio in a sentence: <c>1.04x [1.02,1.09]</c>.</summary>
    public static string RatioInWords(Interval i) =>
        i.Median > MostRatio || i.Low == i.High
            ? Ratio(i)
            : $"{Short(i.Median)}x [{RatioEnd(i.Low)},{RatioEnd(i.High)}]";

    private static string RatioEnd(double x) => x > MostRatio ? "all" : Short(x);

    /// <summary>Median and range; where they are too wide for a cell the ends lose a digit.</summary>
    private static string Fitted(Interval i, string unit, Func<double, string> end)
    {
        string median = Short(i.Median) + unit;
        if (i.Low == i.High)
        {
            return median;
        }

        string cell = $"{median} [{end(i.Low)},{end(i.High)}]";
        return cell.Length <= CellWidth ? cell : $"{median} [{Less(i.Low)},{Less(i.High)}]";

        string Less(double x) => end(x) is "all" and var all ? all : Lessened(x);
    }

    private static string Lessened(Interval i) =>
        $"{Lessened(i.Median)} [{Lessened(i.Low)},{Lessened(i.High)}]";

    /// <summary>A digit fewer than <see cref="Short"/> has.</summary>
    private static string Lessened(double x) =>
        x.ToString(Math.Abs(x) < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

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
