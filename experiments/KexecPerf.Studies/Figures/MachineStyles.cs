using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;

namespace KexecPerf.Studies.Figures;

/// <summary>A style for each machine of a table, the same in all panels.</summary>
internal sealed class MachineStyles(IEnumerable<SummaryPoint> points)
{
    private readonly List<SideStyle> _styles =
    [
        .. points.Select(p => p.Machine).Distinct().Select((name, n) => Style.Other(n, name)),
    ];

    public SideStyle this[string name] => _styles.First(s => s.Name == name);

    public IReadOnlyList<LegendItem> Legend => [.. _styles.Select(s => s.LegendLine())];
}
