using KexecPerf.Answers.Scenarios;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace KexecPerf.Studies.Figures;

/// <summary>Probability that all segments get CMA memory against occupancy of the area, one panel an image size, one line a number of pins.</summary>
internal static class CmaSuccessByOccupancy
{
    private const float Height = 250;
    private const float Smallest = 5;

    public static Figure Draw(SummaryTable table)
    {
        string[] pins = [.. table.Points.Select(p => p.Pinned).Distinct()];
        // Lines lie on each other where all loads succeed or none does: markers within markers show how many.
        SideStyle[] styles =
        [
            .. pins.Select(
                (p, n) =>
                    SeriesStyles.Other(n, Pins.Name(p)) with
                    {
                        Size = Smallest + (2 * (pins.Length - 1 - n)),
                    }
            ),
        ];
        List<Plot> panels =
        [
            .. table
                .Points.GroupBy(p => (p.Machine, p.Kernel, p.MemszBytes))
                .Select(g => Panel(g.Key.MemszBytes, g, pins, styles)),
        ];
        return new Figure(
            "Loads that get all segments into CMA memory, by use of the area",
            [.. styles.Select(s => s.LegendLine())],
            Panels.Rows(panels, Math.Min(3, panels.Count), Height),
            FigureData.Of(
                table.Points,
                PointColumn.Memsz.Name,
                SummaryPoint.OccupancyColumn,
                ScenarioKeys.CmaPinned.FileKey,
                PointColumn.CmaSuccess.Name
            )
        );
    }

    private static Plot Panel(
        double bytes,
        IEnumerable<SummaryPoint> points,
        string[] pins,
        SideStyle[] styles
    )
    {
        Plot plot = Style.Panel($"image {LogUnit.Bytes.Label(bytes)}");
        foreach (IGrouping<string, SummaryPoint> line in points.GroupBy(p => p.Pinned))
        {
            SideStyle style = styles[Array.IndexOf(pins, line.Key)];
            List<SummaryPoint> sorted = [.. line.OrderBy(p => p.OccupancyPercent)];
            var scatter = plot.Add.Scatter(
                sorted.Select(p => p.OccupancyPercent).ToArray(),
                sorted.Select(p => 100 * p.CmaSuccess).ToArray()
            );
            scatter.Color = style.Color;
            scatter.LineWidth = Lines.Width;
            scatter.MarkerShape = style.Marker;
            scatter.MarkerSize = style.Size;
        }

        plot.Axes.SetLimits(-4, 104, -6, 106);
        foreach (IAxis axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.TickGenerator = new NumericManual(
                [0, 25, 50, 75, 100],
                ["0", "25", "50", "75", "100 %"]
            );
        }

        plot.Axes.Bottom.Label.Text = "pages of others in the area";
        plot.Axes.Left.Label.Text = "loads";
        plot.Layout.Fixed(Panels.Padding with { Right = 24 });
        return plot;
    }
}
