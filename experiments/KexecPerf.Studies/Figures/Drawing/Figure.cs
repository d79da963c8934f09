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
    /// <summary>In the lower right corner.</summary>
    public string Mark { get; init; } = "simulated";
}
