using ScottPlot;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>A drawn figure, before it becomes a file.</summary>
/// <param name="Title">What is shown, with its unit.</param>
/// <param name="Legend">For all panels, in the order of the data; empty for none.</param>
/// <param name="Rows">Panels from top to bottom.</param>
/// <param name="Data">Everything plotted, header first.</param>
internal sealed record Figure(
    string Title,
    IReadOnlyList<LegendItem> Legend,
    IReadOnlyList<PanelRow> Rows,
    IReadOnlyList<string[]> Data
)
{
    /// <summary>
    /// What decides it and holds for all of it, under the title: machine, release, area.
    /// </summary>
    public string Settings { get; init; } = "";

    /// <summary>What is cut or left out, under the panels, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Of its paper, in units of its SVG.</summary>
    public int Width { get; init; } = Style.Width;

    /// <summary>
    /// The same for a narrow screen, its panels below each other; null where a panel would not
    /// stand alone or is as wide as the paper.
    /// </summary>
    public Figure? Narrow =>
        Rows.Any(r => r.Shares is not null || r.Panels.Count < Panels.Pair)
            ? null
            : this with
            {
                Width = Style.Width / Panels.Pair,
                Rows =
                [
                    .. Rows.SelectMany(r =>
                        r.Panels.Where(p => p.Axes.Bottom.IsVisible)
                            .Select(p => new PanelRow(r.Height, [p]))
                    ),
                ],
            };

    /// <summary>In the lower right corner.</summary>
    public string Mark { get; init; } = "simulated";
}
