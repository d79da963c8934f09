using KexecPerf.Model.Machines;
using KexecPerf.Model.Tests.Caches;

namespace KexecPerf.Model.Tests.Independent;

/// <summary>
/// How much of pages in a row is still in the last-level cache: the ages at which one sixteenth
/// after the other is lost follow from the law alone, so a row whose ages rise or fall by a step
/// a page needs no look at its pages.
/// </summary>
internal sealed class PlainHits
{
    /// <summary>
    /// Capacities ago up to which at least k sixteenths are there, for k from 1 to 16.
    /// </summary>
    private readonly double[] _until;

    public PlainHits(LastLevelCache cache) =>
        _until = [.. Enumerable.Range(1, 16).Select(k => Until(cache.EffectiveWays, k))];

    /// <summary>
    /// Sum of the shares held of pages whose ages, in capacities, go from one to another in equal
    /// steps.
    /// </summary>
    public double Sum(double first, double last, long pages)
    {
        (double low, double high) = first < last ? (first, last) : (last, first);
        return _until.Sum(x =>
                high == low ? (low <= x ? 1 : 0) : Math.Clamp((x - low) / (high - low), 0, 1)
            )
            / 16
            * pages;
    }

    private static double Until(int ways, int sixteenths)
    {
        (double low, double high) = (0, 100);
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) =
                PoissonLaw.Level(ways, middle) >= sixteenths ? (middle, high) : (low, middle);
        }

        return low;
    }
}
