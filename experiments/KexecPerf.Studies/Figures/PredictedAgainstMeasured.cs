using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Validation;
using KexecPerf.Studies.Figures.Drawing;
using ScottPlot;

namespace KexecPerf.Studies.Figures;

/// <summary>Predicted medians with their 90 % ranges against measured medians, times only, log-log, with bands of 10 and 25 %.</summary>
internal static class PredictedAgainstMeasured
{
    public const string Name = "predicted-against-measured";

    private const float Height = 620;

    /// <summary>Each kind of evidence looks like nothing else; its name is that of the rows.</summary>
    private static readonly SideStyle[] Evidences =
    [
        .. new[] { "native", "emulated", "published" }.Select((e, n) => SeriesStyles.Other(n, e)),
    ];

    private static readonly (double Share, Color Color, string Name)[] Bands =
    [
        (0.25, Style.Grid, "within 25 %"),
        (0.10, Style.Band, "within 10 %"),
    ];

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

    /// <summary>Writes PNG, SVG and CSV into a folder; nothing where no time was scored.</summary>
    public static void Write(ValidationResult result, string folder)
    {
        List<ScoredGroup> groups =
        [
            .. result.Scored.Where(g =>
                g.First.Unit is "ms" or "ns" && g.Measured > 0 && g.Predicted.Low > 0
            ),
        ];
        if (groups.Count > 0)
        {
            FigureFiles.Write(Draw(groups), folder, Name);
        }
    }

    private static Figure Draw(List<ScoredGroup> groups)
    {
        double low = groups.Min(g => Ms(g, Math.Min(g.Measured, g.Predicted.Low)));
        double high = groups.Max(g => Ms(g, Math.Max(g.Measured, g.Predicted.High)));
        Plot plot = Style.Panel();
        LogAxis.Set(plot.Axes.Bottom, LogUnit.Milliseconds, low, high);
        LogAxis.Set(plot.Axes.Left, LogUnit.Milliseconds, low, high);
        foreach ((double share, Color color, _) in Bands)
        {
            AddBand(plot, share, color);
        }

        var legend = new List<LegendItem>();
        foreach (SideStyle evidence in Evidences)
        {
            List<ScoredGroup> of = [.. groups.Where(g => g.First.Evidence == evidence.Name)];
            of.ForEach(g => Add(plot, evidence, g));
            if (of.Count > 0)
            {
                legend.Add(
                    (evidence with { Name = $"{evidence.Name} ({of.Count})" }).LegendMarker()
                );
            }
        }

        plot.Axes.Bottom.Label.Text = "measured median";
        plot.Axes.Left.Label.Text = "predicted median, 90 % of outcomes";
        plot.Layout.Fixed(Panels.Padding with { Top = 8, Right = 30 });
        return new Figure(
            "Predicted against measured times",
            [
                .. legend,
                .. Bands.Select(b => new LegendItem { LabelText = b.Name, FillColor = b.Color }),
            ],
            [new PanelRow(Height, [plot])],
            [Header, .. groups.Select(Row)]
        )
        {
            Mark = "predictions are simulated",
        };
    }

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

    private static void AddBand(Plot plot, double share, Color color)
    {
        (double from, double to) = (plot.Axes.Bottom.Min, plot.Axes.Bottom.Max);
        double up = Math.Log10(1 + share);
        double down = Math.Log10(1 - share);
        var band = plot.Add.Polygon([
            new Coordinates(from, from + down),
            new Coordinates(to, to + down),
            new Coordinates(to, to + up),
            new Coordinates(from, from + up),
        ]);
        band.FillColor = color;
        band.LineWidth = 0;
    }

    private static void Add(Plot plot, SideStyle style, ScoredGroup g)
    {
        double x = Math.Log10(Ms(g, g.Measured));
        var range = plot.Add.Line(
            x,
            Math.Log10(Ms(g, g.Predicted.Low)),
            x,
            Math.Log10(Ms(g, g.Predicted.High))
        );
        range.LineColor = style.Color.WithAlpha(0.45);
        range.LineWidth = 1.5f;
        plot.Add.Marker(
            x,
            Math.Log10(Ms(g, g.Predicted.Median)),
            style.Marker,
            Lines.MarkerSize,
            style.Color
        );
    }

    private static double Ms(ScoredGroup g, double x) => g.First.Unit == "ns" ? x / 1e6 : x;
}
