using System.Globalization;

namespace KexecPerf.Answers.Documents;

/// <summary>Probabilities as people write them; most here are small.</summary>
internal static class Chances
{
    /// <summary>What is less is said to be, not written out: no assumption here bears it.</summary>
    private const double Least = 1e-12;

    private const string BelowLeast = "below 1e-12";

    /// <summary><c>1 in 3.2 million</c>.</summary>
    public static string OneIn(double probability)
    {
        if (probability <= 0)
        {
            return "none of all";
        }

        if (probability < Least)
        {
            return "fewer than 1 in a trillion";
        }

        double n = 1 / probability;
        string[] names = ["", " thousand", " million", " billion", " trillion"];
        int scale = 0;
        while (n >= 999.5 && scale < names.Length - 1)
        {
            n /= 1000;
            scale++;
        }

        string digits = n.ToString(n < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);
        return $"1 in {digits}{names[scale]}";
    }

    /// <summary><c>1 of 12,000 kexecs</c>, two digits: what it rests on knows no more.</summary>
    public static string OfKexecs(double probability)
    {
        double kexecs = 1 / probability;
        double step = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(kexecs)) - 1));
        return FormattableString.Invariant($"1 of {Math.Round(kexecs / step) * step:N0} kexecs");
    }

    /// <summary>
    /// A probability or an expected number, with an exponent where it is very small or large.
    /// </summary>
    public static string Plain(double x) =>
        x == 0 ? "0"
        : x is >= 0.001 and < 1e7 ? Numbers.Plain(x)
        : x.ToString("0.#e0", CultureInfo.InvariantCulture);

    /// <summary>Two digits and an exponent: <c>1.2e-5</c>.</summary>
    public static string Exponent(double probability) =>
        probability == 0 ? "0" : probability.ToString("0.0e0", CultureInfo.InvariantCulture);

    /// <summary>
    /// Two decimals, below 0.01 two digits and an exponent, and a bound below 1e-12.
    /// </summary>
    public static string Short(double probability) =>
        probability switch
        {
            >= 0.01 => probability.ToString("0.00", CultureInfo.InvariantCulture),
            > 0 and < Least => BelowLeast,
            _ => Exponent(probability),
        };

    /// <summary>A range of such; one bound where both ends are below it.</summary>
    public static string Range(double low, double high) =>
        high <= 0 ? "0"
        : high < Least ? BelowLeast
        : $"{Short(low)} - {Short(high)}";

    /// <summary>A round probability: <c>0.1</c>, <c>10⁻⁴</c>.</summary>
    public static string Power(double probability)
    {
        int exponent = (int)Math.Round(Math.Log10(probability));
        return probability >= 0.000_9 ? Numbers.Plain(probability)
            : Math.Abs(probability - Math.Pow(10, exponent)) < 1e-3 * probability
                ? "10" + Superscript(exponent)
            : probability.ToString("0.#e0", CultureInfo.InvariantCulture);
    }

    private static string Superscript(int number) =>
        string.Concat(
            number
                .ToString(CultureInfo.InvariantCulture)
                .Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0'])
        );
}
