using ScottPlot;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>How one series looks, in every figure.</summary>
/// <param name="Name">In legends.</param>
internal sealed record SideStyle(string Name, string Hex, MarkerShape Marker)
{
    /// <summary>Of the marker; larger for what may lie below others.</summary>
    public float Size { get; init; } = Lines.MarkerSize;

    public Color Color => Color.FromHex(Hex);

    /// <summary>Its line in a legend.</summary>
    public LegendItem LegendLine() =>
        new()
        {
            LabelText = Name,
            LineColor = Color,
            LineWidth = Lines.Width,
            MarkerShape = Marker,
            MarkerSize = Size,
            MarkerFillColor = Color,
            MarkerLineColor = Color,
        };

    /// <summary>Its marker in a legend.</summary>
    public LegendItem LegendMarker() =>
        new()
        {
            LabelText = Name,
            MarkerShape = Marker,
            MarkerSize = Lines.MarkerSize + 2,
            MarkerFillColor = Color,
            MarkerLineColor = Color,
        };

    /// <summary>Its area in a legend.</summary>
    public LegendItem LegendArea() => new() { LabelText = Name, FillColor = Color };
}
