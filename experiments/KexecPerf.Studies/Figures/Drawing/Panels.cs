using ScottPlot;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>Panels in rows.</summary>
internal static class Panels
{
    /// <summary>Around the data of a panel whose vertical axis has numbers, in units of the SVG.</summary>
    public static PixelPadding Padding { get; } = new(84, 16, 46, 26);

    /// <summary>Two panels side by side is what fits most figures.</summary>
    public const int Pair = 2;

    /// <summary>Width of one of so many panels in rows of two, in units of the SVG.</summary>
    public static float Width(int panels) => (float)Style.Width / Math.Min(Pair, panels);

    /// <summary>Rows of equal panels; the last row is filled up with empty ones.</summary>
    public static IReadOnlyList<PanelRow> Rows(
        IReadOnlyList<Plot> panels,
        int columns,
        float height
    ) =>
        [
            .. panels
                .Chunk(columns)
                .Select(row => new PanelRow(
                    height,
                    [
                        .. row,
                        .. Enumerable
                            .Range(0, panels.Count > columns ? columns - row.Length : 0)
                            .Select(_ => Empty()),
                    ]
                )),
        ];

    /// <summary>Names the axes of a panel whose vertical axis has numbers, and pads it as all of them.</summary>
    public static Plot Named(Plot plot, string bottom, string left)
    {
        plot.Axes.Bottom.Label.Text = bottom;
        plot.Axes.Left.Label.Text = left;
        plot.Layout.Fixed(Padding);
        return plot;
    }

    private static Plot Empty()
    {
        Plot plot = Style.Panel();
        plot.Layout.Frameless();
        plot.HideAxesAndGrid();
        return plot;
    }
}
