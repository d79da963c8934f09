using KexecPerf.Experiments.Reporting;
using KexecPerf.Experiments.Validation;
using ScottPlot;

namespace KexecPerf.Experiments.Figures;

/// <summary>Predicted medians with their 90 % ranges against measured medians, times only, log-log, with bands of 10 and 25 %.</summary>
internal static class PredictedAgainstMeasured
{
    public const string Name = "predicted-against-measured";

    /// <summary>Okabe and Ito's colours, which the colour-blind can tell apart, and a marker for greyscale.</summary>
    private static readonly (string Evidence, string Color, MarkerShape Marker)[] Styles =
    [
        ("native", "#0072B2", MarkerShape.FilledCircle),
        ("emulated", "#E69F00", MarkerShape.FilledSquare),
        ("published", "#009E73", MarkerShape.FilledTriangleUp),
    ];

    /// <summary>Writes PNG, SVG and CSV into a folder.</summary>
    public static void Write(ValidationResult result, string folder)
    {
        EmbeddedFonts.Register();
        List<ScoredGroup> groups =
        [
            .. result.Scored.Where(g =>
                g.First.Unit is "ms" or "ns" && g.Measured > 0 && g.Predicted.Low > 0
            ),
        ];
        if (groups.Count > 0)
        {
            FigureFiles.Write(Draw(groups), [Header, .. groups.Select(Row)], folder, Name);
        }
    }

    private static readonly string[] Header =
    [
        "id",
        "evidence",
        "quantity",
        "role",
        "measured_ms",
        "predicted_ms",
        "low_ms",
        "high_ms",
    ];

    private static string[] Row(ScoredGroup g) =>
        [
            g.Id,
            g.First.Evidence,
            g.First.Quantity,
            g.First.Role,
            Numbers.Csv(Ms(g, g.Measured)),
            Numbers.Csv(Ms(g, g.Predicted.Median)),
            Numbers.Csv(Ms(g, g.Predicted.Low)),
            Numbers.Csv(Ms(g, g.Predicted.High)),
        ];

    private static Plot Draw(List<ScoredGroup> groups)
    {
        double low = groups.Min(g => Ms(g, Math.Min(g.Measured, g.Predicted.Low)));
        double high = groups.Max(g => Ms(g, Math.Max(g.Measured, g.Predicted.High)));
        var plot = new Plot();
        AddBand(plot, low, high, 0.25, "#EEEEEE", "within 25 %");
        AddBand(plot, low, high, 0.10, "#D0D0D0", "within 10 %");
        foreach ((string evidence, string color, MarkerShape marker) in Styles)
        {
            AddGroups(
                plot,
                [.. groups.Where(g => g.First.Evidence == evidence)],
                evidence,
                color,
                marker
            );
        }

        LogAxis.Set(plot.Axes.Bottom, low, high);
        LogAxis.Set(plot.Axes.Left, low, high);
        plot.Axes.Title.Label.Text = "Predicted (simulated) against measured, 90 % ranges";
        plot.Axes.Bottom.Label.Text = "measured median, ms";
        plot.Axes.Left.Label.Text = "predicted median, ms";
        plot.Axes.Title.Label.FontSize = 24;
        foreach (IAxis axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.Label.FontSize = 20;
            axis.TickLabelStyle.FontSize = 17;
        }

        // Room for half of the last tick's label.
        plot.Axes.Right.MinimumSize = 45;
        plot.Legend.FontSize = 18;
        plot.ShowLegend(Alignment.LowerRight);
        return plot;
    }

    private static void AddBand(
        Plot plot,
        double low,
        double high,
        double share,
        string color,
        string label
    )
    {
        double from = Math.Floor(Math.Log10(low));
        double to = Math.Ceiling(Math.Log10(high));
        double up = Math.Log10(1 + share);
        double down = Math.Log10(1 - share);
        var band = plot.Add.Polygon([
            new Coordinates(from, from + down),
            new Coordinates(to, to + down),
            new Coordinates(to, to + up),
            new Coordinates(from, from + up),
        ]);
        band.FillColor = Color.FromHex(color);
        band.LineWidth = 0;
        band.LegendText = label;
    }

    private static void AddGroups(
        Plot plot,
        List<ScoredGroup> groups,
        string evidence,
        string color,
        MarkerShape marker
    )
    {
        foreach (ScoredGroup g in groups)
        {
            double x = Math.Log10(Ms(g, g.Measured));
            var range = plot.Add.Line(
                x,
                Math.Log10(Ms(g, g.Predicted.Low)),
                x,
                Math.Log10(Ms(g, g.Predicted.High))
            );
            range.Color = Color.FromHex(color).WithAlpha(0.45);
            range.LineWidth = 1.5f;
        }

        if (groups.Count == 0)
        {
            return;
        }

        var points = plot.Add.ScatterPoints(
            groups.Select(g => Math.Log10(Ms(g, g.Measured))).ToArray(),
            groups.Select(g => Math.Log10(Ms(g, g.Predicted.Median))).ToArray()
        );
        points.Color = Color.FromHex(color);
        points.MarkerShape = marker;
        points.MarkerSize = 9;
        points.LegendText = $"{evidence} ({groups.Count})";
    }

    private static double Ms(ScoredGroup g, double x) => g.First.Unit == "ns" ? x / 1e6 : x;
}
