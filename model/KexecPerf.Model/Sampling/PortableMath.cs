using System.Numerics;

namespace KexecPerf.Model.Sampling;

/// <summary>
/// Logarithm, exponential and power from + - * / alone. <see cref="Math"/>'s differ in the last bit between operating systems
/// and architectures; a simulation whose draws differ by a bit can order two events differently.
/// </summary>
internal static class PortableMath
{
    private const double Ln2 = 0.693147180559945309417232121458;

    /// <summary><paramref name="basis"/> to the power <paramref name="exponent"/>; basis &gt; 0; relative error below 1e-13.</summary>
    public static double Pow(double basis, double exponent) => Exp(exponent * Log(basis));

    /// <summary>Natural logarithm of a positive number.</summary>
    public static double Log(double x)
    {
        int halvings = 0;
        for (; x > 1.5; halvings++)
        {
            x *= 0.5;
        }

        for (; x < 0.75; halvings--)
        {
            x *= 2;
        }

        // ln x = 2 artanh((x-1)/(x+1)); |argument| <= 1/5, so 12 terms leave less than 1e-17.
        double a = (x - 1) / (x + 1);
        double square = a * a;
        double sum = 0;
        for (int n = 25; n >= 1; n -= 2)
        {
            sum = sum * square + 1.0 / n;
        }

        return 2 * a * sum + halvings * Ln2;
    }

    /// <summary>exp(x) - 1, as exact where x is next to 0.</summary>
    public static double Expm1(double x)
    {
        if (x is > 0.25 or < -0.25)
        {
            return x < -700 ? -1 : Exp(x) - 1;
        }

        // Twelve terms leave less than 1e-17 of the sum.
        double sum = 1;
        for (int n = 13; n >= 2; n--)
        {
            sum = 1 + x / n * sum;
        }

        return x * sum;
    }

    /// <summary>ln(1 + x) for x &gt; -1, as exact where x is next to 0.</summary>
    public static double Log1p(double x)
    {
        if (x is > 0.25 or < -0.25)
        {
            return Log(1 + x);
        }

        // 2 artanh(x / (2 + x)); |argument| <= 1/7.
        double a = x / (2 + x);
        double square = a * a;
        double sum = 0;
        for (int n = 21; n >= 1; n -= 2)
        {
            sum = sum * square + 1.0 / n;
        }

        return 2 * a * sum;
    }

    /// <summary>
    /// In place of each number its <see cref="Exp(double)"/>: the same operations on several at a
    /// time, so the same bits.
    /// </summary>
    public static void Exp(Span<double> numbers)
    {
        int lanes = Vector<double>.Count;
        for (; numbers.Length >= lanes; numbers = numbers[lanes..])
        {
            var x = new Vector<double>(numbers);
            if (Vector.LessThanAll(Vector.Abs(x), new Vector<double>(Ln2)))
            {
                // No doublings, as usual: nothing to scale, one by one.
                Series(x).CopyTo(numbers);
                continue;
            }

            Vector<double> doublings = Vector.Truncate(x / Ln2);
            Vector<double> sum = Series(x - doublings * Ln2);
            for (int i = 0; i < lanes; i++)
            {
                numbers[i] = sum[i] * PowerOf2(unchecked((int)doublings[i]));
            }
        }

        foreach (ref double x in numbers)
        {
            x = Exp(x);
        }
    }

    /// <summary>Exponential function for |x| &lt; 700.</summary>
    public static double Exp(double x)
    {
        int doublings = (int)(x / Ln2);
        double rest = x - doublings * Ln2;
        double sum = 1;
        for (int n = 20; n >= 1; n--)
        {
            sum = 1 + rest / n * sum;
        }

        return sum * PowerOf2(doublings);
    }

    private static Vector<double> Series(Vector<double> rest)
    {
        Vector<double> sum = Vector<double>.One;
        for (int n = 20; n >= 1; n--)
        {
            sum = Vector<double>.One + rest / n * sum;
        }

        return sum;
    }

    /// <summary>Exact: its bits are the exponent alone.</summary>
    private static double PowerOf2(int exponent) =>
        BitConverter.Int64BitsToDouble((1023L + exponent) << 52);
}
