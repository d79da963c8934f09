using ScottPlot;
using ScottPlot.TickGenerators;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>Panels of horizontal bars in groups, each bar with its number behind it.</summary>
internal static class BarRows
{
    private const float RowHeight = 17;
    private const float Around = 84;
    private const float Right = 12;
    private const double BetweenGroups = 0.5;

    /// <summary>Height of a panel of so many groups of so many bars.</summary>
    public static float Height(int groups, int bars) =>
        (float)(groups * (bars + BetweenGroups) * RowHeight) + Around;

    /// <param name="title">Of the panel.</param>
    /// <param name="axis">What the lengths are, with the unit.</param>
    /// <param name="groups">From top to bottom.</param>
    /// <param name="names">Space for names, equal in all panels.</param>
    /// <param name="width">Of the panel, in units of the SVG.</param>
    public static Plot Panel(
        string title,
        string axis,
        IEnumerable<IReadOnlyList<BarRow>> groups,
        float names,
        float width
    )
    {
        Plot plot = Style.Panel(title);
        var rows = new List<(double, string)>();
        double room = width - names - Right;
        double end = 0;
        double start = 0;
        double position = 0;
        foreach (IReadOnlyList<BarRow> group in groups)
        {
            foreach (BarRow row in group)
            {
                Add(plot, row, position);
                rows.Add((position, row.Name));
                // The bar and the text behind it must have room.
                double text = CategoryAxis.Width([row.Text]);
                end = Math.Max(end, row.Length * room / (room - text));
                start = Math.Min(start, row.Length);
                position--;
            }

            position -= BetweenGroups;
        }

        CategoryAxis.Set(plot, rows);
        plot.Axes.SetLimitsX(start, end > 0 ? end : 1);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic
        {
            TargetTickCount = 4,
            LabelFormatter = x => x.ToString("0.#####"),
        };
        plot.Axes.Bottom.Label.Text = axis;
        plot.Layout.Fixed(Panels.Padding with { Left = names, Right = Right });
        return plot;
    }

    private static void Add(Plot plot, BarRow row, double position)
    {
        double length = Math.Max(0, row.Length);
        var bar = plot.Add.Rectangle(
            Math.Min(0, row.Length),
            length,
            position - 0.42,
            position + 0.42
        );
        bar.FillColor = row.Color;
        // A bar that is too short to be seen is a line.
        bar.LineColor = row.Color;
        bar.LineWidth = row.Length == 0 ? 0 : 1;
        Cells.Label(
            plot,
            new Coordinates(length, position),
            " " + row.Text,
            Style.Ink,
            Alignment.MiddleLeft
        );
    }
}
