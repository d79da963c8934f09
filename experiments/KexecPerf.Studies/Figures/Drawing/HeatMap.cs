using ScottPlot;
using ScottPlot.TickGenerators;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>
/// A value over two axes as coloured cells with the number in each, light for little and dark for much, so that it reads in greyscale.
/// </summary>
internal static class HeatMap
{
    /// <param name="title">Of the panel.</param>
    /// <param name="points">What is shown, one a cell.</param>
    /// <param name="x">Columns.</param>
    /// <param name="y">Rows, from the bottom.</param>
    /// <param name="text">In a point's cell.</param>
    /// <param name="shade">How dark it is, from 0 to 1.</param>
    public static Plot Panel<T>(
        string title,
        IReadOnlyList<T> points,
        HeatAxis<T> x,
        HeatAxis<T> y,
        Func<T, string> text,
        Func<T, double> shade
    )
    {
        Plot plot = Style.Panel(title);
        List<double> columns = [.. points.Select(x.Value).Distinct().Order()];
        List<double> rows = [.. points.Select(y.Value).Distinct().Order()];
        foreach (T p in points)
        {
            int column = columns.IndexOf(x.Value(p));
            int row = rows.IndexOf(y.Value(p));
            Cells.Add(
                plot,
                new CoordinateRect(column - 0.5, column + 0.5, row - 0.5, row + 0.5),
                Color(shade(p)),
                text(p)
            );
        }

        Set(plot.Axes.Bottom, x, columns);
        Set(plot.Axes.Left, y, rows);
        plot.HideGrid();
        return plot;
    }

    /// <summary>From near white through blue to dark blue; lightness falls all the way.</summary>
    private static Color Color(double share) =>
        share < 0.5
            ? Between(ScottPlot.Color.FromHex("#F2F6FA"), Style.Cma.Color, 2 * share)
            : Between(Style.Cma.Color, ScottPlot.Color.FromHex("#00263D"), (2 * share) - 1);

    private static Color Between(Color a, Color b, double share)
    {
        byte Mix(byte x, byte y) => (byte)Math.Round(x + ((y - x) * share));
        return new Color(Mix(a.R, b.R), Mix(a.G, b.G), Mix(a.B, b.B));
    }

    private static void Set<T>(IAxis axis, HeatAxis<T> of, List<double> values)
    {
        axis.Min = -0.5;
        axis.Max = values.Count - 0.5;
        axis.Label.Text = of.Name;
        axis.TickGenerator = new NumericManual(
            [.. values.Index().Select(v => (double)v.Index)],
            [.. values.Select(of.Label)]
        );
        axis.MajorTickStyle.Length = 0;
    }
}
