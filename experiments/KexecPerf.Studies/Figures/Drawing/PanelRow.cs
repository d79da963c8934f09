using ScottPlot;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>Panels side by side.</summary>
/// <param name="Height">In units of the SVG.</param>
/// <param name="Panels">From left to right.</param>
/// <param name="Shares">Of the width, one a panel, adding up to 1; equal ones if null.</param>
internal sealed record PanelRow(
    float Height,
    IReadOnlyList<Plot> Panels,
    IReadOnlyList<float>? Shares = null
);
