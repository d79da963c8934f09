using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Summaries;
using ScottPlot;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>Panels in rows, and what tells their points apart.</summary>
internal static class Panels
{
    /// <summary>Around the data of a panel whose vertical axis has numbers, in units of the SVG.</summary>
    public static PixelPadding Padding { get; } = new(84, 16, 46, 26);

    private const int MostLetters = 44;

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

    /// <summary>Axes of which the points have more than one value, the machine first.</summary>
    public static string[] Varying(SummaryTable table) =>
        [
            .. table
                .Axes.Where(a => table.Points.DistinctBy(p => p.Text(a)).Skip(1).Any())
                .OrderByDescending(a => a == "machine"),
        ];

    /// <summary>A point's values on these axes, such as <c>zen4-vm, 7.3</c>; a machine is called by its name, wherever its file is.</summary>
    public static Func<SummaryPoint, string> Names(SummaryTable table)
    {
        string[] varying = Varying(table);
        return p =>
            UserText.Shorten(
                string.Join(", ", varying.Select(a => a == "machine" ? p.Machine : p.Text(a))),
                MostLetters
            );
    }

    private static Plot Empty()
    {
        Plot plot = Style.Panel();
        plot.Layout.Frameless();
        plot.HideAxesAndGrid();
        return plot;
    }
}
