namespace KexecPerf.Model.Tests.Caches;

/// <summary>The hit law as its authors wrote it, summed term by term, with no table.</summary>
internal static class PoissonLaw
{
    /// <summary>P(Poisson(ways x) &lt; ways): the share still held of a page last touched x capacities ago.</summary>
    public static double Held(int ways, double x)
    {
        double mean = ways * x;
        double term = Math.Exp(-mean);
        double sum = term;
        for (int k = 1; k < ways; k++)
        {
            term *= mean / k;
            sum += term;
        }

        return sum;
    }

    /// <summary>To the nearest sixteenth.</summary>
    public static int Level(int ways, double x) => (int)(16 * Held(ways, x) + 0.5);
}
