using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// A style for each machine of a table: a shipped one has the same in every figure, a user's the
/// next that is free.
/// </summary>
internal sealed class MachineStyles
{
    private readonly List<SideStyle> _styles = [];

    public MachineStyles(IEnumerable<SummaryPoint> points)
    {
        int free = SeriesStyles.Machines.Count;
        foreach (string name in points.Select(p => p.Machine).Distinct())
        {
            _styles.Add(SeriesStyles.OfMachine(name) ?? SeriesStyles.Other(free++, name));
        }
    }

    public SideStyle this[string name] => _styles.First(s => s.Name == name);

    public IReadOnlyList<LegendItem> Legend => [.. _styles.Select(s => s.LegendLine())];

    /// <summary>Of a machine that may be none of the table.</summary>
    public Color ColorOf(string name) =>
        _styles.Find(s => s.Name == name) is { } style ? style.Color : Style.Ink;
}
