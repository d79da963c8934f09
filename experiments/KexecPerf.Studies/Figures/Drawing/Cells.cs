using ScottPlot;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>Filled rectangles with a text in the middle: parts of bars, cells of a heat map.</summary>
internal static class Cells
{
    /// <summary>Lightness below which a colour needs light text, from 0 to 1.</summary>
    private const double Dark = 0.36;

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

    private static bool IsDark(Color c) =>
        ((0.299 * c.Red) + (0.587 * c.Green) + (0.114 * c.Blue)) / 255 < Dark;
}
