using ScottPlot;
using ScottPlot.TickGenerators;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>Rows with names: an axis of texts, from top to bottom.</summary>
internal static class CategoryAxis
{
    /// <summary>Between the names and what is left of them.</summary>
    private const float Gap = 16;

    /// <summary>Names at positions that fall from 0.</summary>
    public static void Set(Plot plot, IReadOnlyList<(double Position, string Name)> rows)
    {
        IAxis axis = plot.Axes.Left;
        axis.Min = rows[^1].Position - 0.7;
        axis.Max = 0.7;
        axis.TickGenerator = new NumericManual(
            [.. rows.Select(r => r.Position)],
            [.. rows.Select(r => r.Name)]
        );
        axis.MajorTickStyle.Length = 0;
        plot.Grid.YAxisStyle.IsVisible = false;
    }

    /// <summary>Space that the names take, in units of the SVG.</summary>
    public static float Width(IEnumerable<string> names)
    {
        EmbeddedFonts.Register();
        using Paint paint = Paint.NewDisposablePaint();
        var style = new LabelStyle { FontName = EmbeddedFonts.Family, FontSize = Style.TextSize };
        return Gap + names.Select(n => style.Measure(n, paint).Width).DefaultIfEmpty(0).Max();
    }
}
