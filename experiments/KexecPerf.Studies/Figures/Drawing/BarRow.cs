using ScottPlot;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>A horizontal bar from 0.</summary>
/// <param name="Name">At the left; empty where it belongs to the bar above.</param>
/// <param name="Length">In the unit of the axis; to the left where it is below 0.</param>
/// <param name="Text">Behind it.</param>
internal sealed record BarRow(string Name, double Length, Color Color, string Text);
