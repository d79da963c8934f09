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

    /// <summary>
    /// A Monte Carlo half-width of at most so many units of the last printed digit: over figures,
    /// whose half-widths lie anywhere between this and a tenth of it, two seeds then differ by at
    /// most two units in 95 % of pairs (SeedDigitsTests).
    /// </summary>
    private const double ErrorUnits = 3;

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

    /// <summary>
    /// As <see cref="Short(double)"/>, without digits that another seed would not repeat within two
    /// units.
    /// </summary>
    public static string Short(double x, ConfidenceInterval? error)
    {
        string whole = Short(x);
        double least = (error?.HalfWidth ?? 0) / ErrorUnits;
        if (x == 0 || !(least > 0) || !double.IsFinite(least))
        {
            return whole;
        }

        int unit = (int)Math.Ceiling(Math.Log10(least));
        int dot = whole.IndexOf('.');
        int decimals = dot < 0 ? 0 : whole.Length - dot - 1;
        if (unit <= -decimals)
        {
            return whole;
        }

        // A figure all of whose digits are noise keeps its first one.
        unit = Math.Min(unit, (int)Math.Floor(Math.Log10(Math.Max(Math.Abs(x), 1e-9))));
        double step = Math.Pow(10, unit);
        return unit < 0
            ? x.ToString("F" + -unit, CultureInfo.InvariantCulture)
            : (Math.Round(x / step) * step).ToString("0", CultureInfo.InvariantCulture);
    }

    /// <summary>Median with its 90 % range: <c>34.2 [30.1,39.0]</c>.</summary>
    public static string WithRange(Interval i) => WithRange(new Printed(i));

    /// <inheritdoc cref="WithRange(Interval)"/>
    public static string WithRange(OutcomeRange range) => WithRange(new Printed(range));

    /// <summary>A cell of milliseconds, in seconds from 10,000 on or where they do not fit.</summary>
    public static string Cell(Interval ms) => Cell(new Printed(ms));

    /// <inheritdoc cref="Cell(Interval)"/>
    public static string Cell(OutcomeRange ms) => Cell(new Printed(ms));

    /// <summary>
    /// A ratio: <c>1.04 [1.02,1.09]</c>, <c>1.00x</c> without a range, <see cref="AllOfIt"/> where
    /// hardly anything is left to divide by.
    /// </summary>
    public static string Ratio(Interval i) => Ratio(new Printed(i));

    /// <inheritdoc cref="Ratio(Interval)"/>
    public static string Ratio(OutcomeRange range) => Ratio(new Printed(range));

    /// <summary>A ratio in a sentence: <c>1.04x [1.02,1.09]</c>.</summary>
    public static string RatioInWords(Interval i) => RatioInWords(new Printed(i));

    /// <inheritdoc cref="RatioInWords(Interval)"/>
    public static string RatioInWords(OutcomeRange range) => RatioInWords(new Printed(range));

    private static string RatioInWords(Printed p) =>
        p.Of.Median > MostRatio || p.IsExact
            ? Ratio(p)
            : $"{p.Median()}x [{p.Low(RatioEnd)},{p.High(RatioEnd)}]";

    private static string WithRange(Printed p) =>
        p.IsExact ? p.Median() : $"{p.Median()} [{p.Low(Short)},{p.High(Short)}]";

    private static string Cell(Printed ms)
    {
        string cell = Fitted(ms, "", Short);
        cell = cell.Length <= CellWidth ? cell : Lessened(ms.Of);
        return Math.Abs(ms.Of.Median) < 10_000 && cell.Length <= CellWidth
            ? cell
            : Fitted(ms.Over(1e3), "s", Short);
    }

    private static string Ratio(Printed p) =>
        p.Of.Median > MostRatio ? AllOfIt
        : p.IsExact ? p.Median() + "x"
        : Fitted(p, "", RatioEnd);

    private static string RatioEnd(double x, ConfidenceInterval? error) =>
        x > MostRatio ? "all" : Short(x, error);

    /// <summary>Median and range; where they are too wide for a cell the ends lose a digit.</summary>
    private static string Fitted(
        Printed p,
        string unit,
        Func<double, ConfidenceInterval?, string> end
    )
    {
        string median = p.Median() + unit;
        if (p.IsExact)
        {
            return median;
        }

        string cell = $"{median} [{p.Low(end)},{p.High(end)}]";
        return cell.Length <= CellWidth
            ? cell
            : $"{median} [{Less(p.Of.Low, p.Low(end))},{Less(p.Of.High, p.High(end))}]";

        static string Less(double x, string whole) =>
            whole is "all" || whole.Length <= Lessened(x).Length ? whole : Lessened(x);
    }

    private static string Lessened(Interval i) =>
        $"{Lessened(i.Median)} [{Lessened(i.Low)},{Lessened(i.High)}]";

    /// <summary>A digit fewer than <see cref="Short(double)"/> has.</summary>
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

    /// <summary>
    /// A range and what its figures are off by; an end of too few runs for an error of its own is
    /// off by as much as the median at least.
    /// </summary>
    private readonly record struct Printed(Interval Of, QuantileErrors? Errors = null)
    {
        public Printed(OutcomeRange range)
            : this(range.All, range.All.Low == range.All.High ? null : range.MonteCarlo) { }

        public bool IsExact => Of.Low == Of.High;

        public string Median() => Short(Of.Median, Errors?.Median);

        public string Low(Func<double, ConfidenceInterval?, string> end) =>
            end(Of.Low, Errors?.Low ?? Errors?.Median);

        public string High(Func<double, ConfidenceInterval?, string> end) =>
            end(Of.High, Errors?.High ?? Errors?.Median);

        public Printed Over(double unit) =>
            new(
                new Interval(Of.Median / unit, Of.Low / unit, Of.High / unit),
                Errors is null
                    ? null
                    : new(
                        Over(Errors.Median, unit),
                        Over(Errors.Low, unit),
                        Over(Errors.High, unit)
                    )
            );

        private static ConfidenceInterval? Over(ConfidenceInterval? error, double unit) =>
            error is { } e ? new(e.Low / unit, e.High / unit) : null;
    }
}
