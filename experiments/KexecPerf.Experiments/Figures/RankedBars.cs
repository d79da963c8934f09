using ScottPlot;

namespace KexecPerf.Experiments.Figures;

/// <summary>Horizontal bars from 0, longest first, each with its number behind it.</summary>
internal static class RankedBars
{
    public const float RowHeight = 21;
    public const float Around = 84;

    /// <summary>Of the longest bar, for the number behind it.</summary>
    private const double Room = 1.45;

    /// <param name="title">Of the panel.</param>
    /// <param name="axis">What the lengths are, with the unit.</param>
    /// <param name="color">Of all bars.</param>
    /// <param name="bars">Names and lengths.</param>
    /// <param name="text">What stands behind a bar.</param>
    /// <param name="names">Space for names, equal in all panels.</param>
    public static Plot Panel(
        string title,
        string axis,
        Color color,
        IEnumerable<(string Name, double Length)> bars,
        Func<double, string> text,
        float names
    )
    {
        Plot plot = Style.Panel(title);
        List<(string Name, double Length)> sorted = [.. bars.OrderByDescending(b => b.Length)];
        for (int i = 0; i < sorted.Count; i++)
        {
            double length = Math.Max(0, sorted[i].Length);
            var bar = plot.Add.Rectangle(0, length, -i - 0.36, -i + 0.36);
            bar.FillColor = color;
            bar.LineWidth = 0;
            Cells.Label(
                plot,
                new Coordinates(length, -i),
                " " + text(sorted[i].Length),
                Style.Ink,
                Alignment.MiddleLeft
            );
        }

        CategoryAxis.Set(plot, [.. sorted.Select((b, i) => ((double)-i, b.Name))]);
        double longest = Math.Max(sorted[0].Length, 1e-9);
        plot.Axes.SetLimitsX(0, Room * longest);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            TargetTickCount = 4,
            LabelFormatter = x => x.ToString("0.#####"),
        };
        plot.Axes.Bottom.Label.Text = axis;
        plot.Layout.Fixed(new PixelPadding(names, 12, 46, 26));
        return plot;
    }
}
