using ScottPlot;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>Filled rectangles with a text in the middle: parts of bars, cells of a heat map.</summary>
internal static class Cells
{
    /// <summary>
    /// Relative luminance (WCAG 2) below which light text has more contrast than dark.
    /// </summary>
    private const double Dark = 0.18;

    public static void Add(Plot plot, CoordinateRect place, Color color, string text)
    {
        var cell = plot.Add.Rectangle(place);
        cell.FillColor = color;
        cell.LineColor = Style.Paper;
        cell.LineWidth = 1;
        if (text.Length > 0)
        {
            Label(plot, place.Center, text, IsDark(color) ? Style.OnDarkColor : Style.OnColor);
        }
    }

    /// <summary>A text with its middle at a place.</summary>
    public static void Label(
        Plot plot,
        Coordinates at,
        string text,
        Color color,
        Alignment alignment = Alignment.MiddleCenter
    )
    {
        var label = plot.Add.Text(text, at);
        label.LabelFontSize = Style.TextSize - 1;
        label.LabelFontName = EmbeddedFonts.Family;
        label.LabelFontColor = color;
        label.LabelAlignment = alignment;
        Style.Lower(label.LabelStyle);
    }

    private static bool IsDark(Color c)
    {
        static double Linear(byte channel)
        {
            double x = channel / 255.0;
            return x <= 0.04045 ? x / 12.92 : Math.Pow((x + 0.055) / 1.055, 2.4);
        }

        double luminance =
            (0.2126 * Linear(c.Red)) + (0.7152 * Linear(c.Green)) + (0.0722 * Linear(c.Blue));
        return luminance < Dark;
    }
}
