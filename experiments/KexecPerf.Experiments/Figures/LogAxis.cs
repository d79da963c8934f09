using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace KexecPerf.Experiments.Figures;

/// <summary>Decades as ticks of an axis on which log10 is plotted.</summary>
internal static class LogAxis
{
    /// <summary>Sets both ends and the ticks, for values from low to high.</summary>
    public static void Set(IAxis axis, double low, double high)
    {
        double from = Math.Floor(Math.Log10(low));
        double to = Math.Ceiling(Math.Log10(high));
        axis.Min = from;
        axis.Max = to;
        var ticks = new NumericManual();
        for (int decade = (int)from; decade <= to; decade++)
        {
            ticks.AddMajor(
                decade,
                Math.Pow(10, decade).ToString("0.#####", CultureInfo.InvariantCulture)
            );
            for (int step = 2; step < 10 && decade < to; step++)
            {
                ticks.AddMinor(decade + Math.Log10(step));
            }
        }

        axis.TickGenerator = ticks;
    }
}
