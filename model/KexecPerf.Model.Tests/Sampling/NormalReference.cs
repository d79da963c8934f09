namespace KexecPerf.Model.Tests.Sampling;

/// <summary>The normal distribution by its power series, independent of the model's table; good to 1e-14 for |z| &lt; 6.</summary>
internal static class NormalReference
{
    /// <summary>1/2 + density (z + z^3/3 + z^5/(3 5) + ...).</summary>
    public static double Cumulative(double z)
    {
        double term = z;
        double sum = z;
        for (int n = 3; Math.Abs(term) > 1e-18 * Math.Abs(sum); n += 2)
        {
            term *= z * z / n;
            sum += term;
        }

        return 0.5 + sum * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
    }

    /// <summary>By bisection.</summary>
    public static double Quantile(double probability)
    {
        (double low, double high) = (-6.0, 6.0);
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Cumulative(middle) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
