using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Statistics;
using KexecPerf.Answers.Validation;
using KexecPerf.Model.Units;
using KexecPerf.Studies.Figures.Drawing;
using ScottPlot;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// Copies of buffers around the last-level cache, ns a page: the law of hits with its 90 % range, and
/// what was measured, with the law's error at each. One panel a sweep: a machine, a source and a
/// quantity with at least four sizes.
/// </summary>
internal static class CacheSweeps
{
    public const string Name = "cache-sweeps";

    private const int Fewest = 4;
    private const int Replications = 200;
    private const int Steps = 60;
    private const float Height = 250;

    /// <summary>Labels of sizes at most, so that they do not touch.</summary>
    private const int Ticks = 4;

    /// <summary>Left and right of what is drawn.</summary>
    private const double SizeRoom = 1.4;

    /// <summary>Below and above what is drawn.</summary>
    private const double LabelRoom = 1.1;

    /// <summary>From a point to its error, a share of what the panel shows.</summary>
    private const double LabelGap = 0.03;

    private static readonly SideStyle Law = new("law, 90 % of draws", "#0072B2", MarkerShape.None);

    private static readonly SideStyle Fitted = new(
        "measured, fitted to or given",
        "#1F1F1F",
        MarkerShape.OpenDiamond
    );

    private static readonly SideStyle HeldOut = new(
        "measured, held out; error in %",
        "#D55E00",
        MarkerShape.FilledCircle
    );

    private static readonly string[] Header =
    [
        "id",
        "machine",
        "source",
        "role",
        "bytes",
        "measured_ns",
        "low_ns",
        "high_ns",
        "predicted_ns",
        "predicted_low_ns",
        "predicted_high_ns",
        "error_percent",
    ];

    /// <summary>Writes PNG, SVG and CSV into a folder; nothing where no sweep was scored.</summary>
    public static void Write(ValidationResult result, string folder)
    {
        if (Draw(result.Scored) is { } figure)
        {
            FigureFiles.Write(figure, folder, Name);
        }
    }

    internal static Figure? Draw(IReadOnlyList<ScoredGroup> scored)
    {
        List<List<ScoredGroup>> sweeps =
        [
            .. scored
                .Where(g => g.IsTime && g is { Evidence: "native", First.RequestPages: > 0 })
                .Where(g => g.Quantity.StartsWith("copy_", StringComparison.Ordinal))
                .GroupBy(g => (g.Machine, g.Quantity, g.Source))
                .Where(s => s.Select(Bytes).Distinct().Count() >= Fewest)
                .Select(s => s.OrderBy(Bytes).ToList()),
        ];
        if (sweeps.Count == 0)
        {
            return null;
        }

        var predictor = new Predictor(
            [.. scored.Select(g => g.First)],
            Replications,
            new Work(default)
        );
        return new Figure(
            "Copies of a buffer again and again, ns a page",
            [
                Law.LegendLine(),
                Fitted.LegendMarker(),
                HeldOut.LegendMarker(),
                Lines.Reference("both buffers fill the cache"),
            ],
            Panels.Rows([.. sweeps.Select(s => Panel(s, predictor))], Panels.Pair, Height),
            [Header, .. sweeps.SelectMany(s => s.Select(Row))]
        )
        {
            Mark = "lines are simulated",
        };
    }

    private static Plot Panel(List<ScoredGroup> sweep, Predictor predictor)
    {
        List<(double Bytes, Interval Ns)> law = [.. Curve(sweep, predictor)];
        Plot plot = Style.Panel($"{sweep[0].Machine}, {sweep[0].Source.Split(' ')[^1]}");
        LogAxis.Set(
            plot.Axes.Bottom,
            LogUnit.Bytes,
            Bytes(sweep[0]) / SizeRoom,
            Bytes(sweep[^1]) * SizeRoom,
            Ticks
        );
        LogAxis.Set(
            plot.Axes.Left,
            LogUnit.Number,
            Math.Min(law.Min(p => p.Ns.Low), sweep.Min(g => g.Low)) / LabelRoom,
            Math.Max(law.Max(p => p.Ns.High), sweep.Max(g => g.High)) * LabelRoom
        );
        long cache = RowScenario.Build(sweep[0].First).Machine.Cache.Size.Bytes;
        var filled = plot.Add.VerticalLine(Math.Log10(cache / 2.0));
        filled.LineColor = Style.Muted;
        filled.LineWidth = 1;
        Lines.Add(plot, Law, law, double.Epsilon);
        sweep.ForEach(g => AddPoint(plot, g));
        return Panels.Named(plot, "buffer", "ns a page");
    }

    private static IEnumerable<(double, Interval)> Curve(
        List<ScoredGroup> sweep,
        Predictor predictor
    )
    {
        double from = Math.Log(sweep[0].First.RequestPages!.Value);
        double to = Math.Log(sweep[^1].First.RequestPages!.Value);
        foreach (int step in Enumerable.Range(0, Steps + 1))
        {
            long pages = (long)Math.Round(Math.Exp(from + (to - from) * step / Steps));
            ValidationRow row = sweep[0].First with { RequestPages = pages };
            yield return (pages * (double)PageCount.PageBytes, predictor.Predict(row));
        }
    }

    private static void AddPoint(Plot plot, ScoredGroup g)
    {
        SideStyle style = g.Role == "validation" ? HeldOut : Fitted;
        double x = Math.Log10(Bytes(g));
        var range = plot.Add.Line(x, Math.Log10(g.Low), x, Math.Log10(g.High));
        range.LineColor = style.Color;
        range.LineWidth = 1.5f;
        double y = Math.Log10(g.Measured);
        plot
            .Add.Marker(x, y, style.Marker, Lines.MarkerSize + 1, style.Color)
            .MarkerStyle.LineWidth = 1.5f;
        // Away from the line.
        bool above = g.ErrorPercent < 0;
        double gap = (above ? 1 : -1) * LabelGap * (plot.Axes.Left.Max - plot.Axes.Left.Min);
        Cells.Label(
            plot,
            new Coordinates(x, y + gap),
            FormattableString.Invariant($"{g.ErrorPercent:+0;-0;0}"),
            style.Color,
            above ? Alignment.LowerCenter : Alignment.UpperCenter
        );
    }

    private static double Bytes(ScoredGroup g) =>
        g.First.RequestPages!.Value * (double)PageCount.PageBytes;

    private static string[] Row(ScoredGroup g) =>
        [
            g.Id,
            g.Machine,
            g.Source,
            g.Role,
            Numbers.Csv(Bytes(g)),
            Numbers.Csv(g.Measured),
            Numbers.Csv(g.Low),
            Numbers.Csv(g.High),
            Numbers.Csv(g.Predicted.Median),
            Numbers.Csv(g.Predicted.Low),
            Numbers.Csv(g.Predicted.High),
            Numbers.Csv(g.ErrorPercent),
        ];
}
