using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// How long the hot phase takes and what of, for each point, page list above CMA. Times span four decades, so that lengths alone would
/// show the longest only: on the left the time on a log axis with 90 % of outcomes, on the right the phases' shares of it.
/// </summary>
internal static class HotPhaseParts
{
    /// <summary>Points at most; a longer figure shows nothing at a glance.</summary>
    private const int Most = 60;

    private const double BetweenPoints = 0.5;
    private const float RowHeight = 15;
    private const float Around = 82;
    private const float LeftPanel = 0.66f;

    /// <summary>Shares below this, in percent, have no room for a number.</summary>
    private const double LeastLabelled = 9;

    private static readonly OutcomeName HotPhase = OutcomeName.Of(PhaseSpan.HotPhase);

    private static readonly Phase[] Parts = [.. PhaseSpan.HotPhase.Phases()];

    public static Figure Draw(SummaryTable table)
    {
        var names = new PointNames(table);
        List<SummaryPoint> points =
        [
            .. table.Points.OrderBy(p => p.Machine, StringComparer.Ordinal).Take(Most),
        ];
        List<Bar> bars = Rows(points, names);
        float height = (float)((0.5 - bars[^1].Position) * RowHeight) + Around;
        return new Figure(
            "Hot phase: time (90 % of outcomes) and what it consists of"
                + (table.Points.Count > Most ? $", {Most} of {table.Points.Count} points" : ""),
            [
                .. Sides.All.Select(s => Style.Of(s).LegendMarker()),
                .. Parts.Select(p => new LegendItem
                {
                    LabelText = p.Words(),
                    FillColor = Style.Of(p),
                }),
            ],
            [new PanelRow(height, [Times(bars), Shares(bars)], [LeftPanel, 1 - LeftPanel])],
            Data(bars)
        );
    }

    /// <summary>
    /// Two rows a point; one where the release has no CMA placement, or the area took nothing.
    /// </summary>
    private static List<Bar> Rows(List<SummaryPoint> points, PointNames names)
    {
        var rows = new List<Bar>();
        double position = 0;
        foreach (SummaryPoint p in points)
        {
            foreach (Side side in Sides.All.Where(s => s == Side.PageList || Differs(p)))
            {
                rows.Add(Of(p, side, names.Of(p), position));
                position--;
            }

            position -= BetweenPoints;
        }

        return rows;
    }

    private static bool Differs(SummaryPoint p) =>
        p.CmaSuccess > 0 || p[HotPhase.Of(Side.Cma)] != p[HotPhase.Of(Side.PageList)];

    private static Bar Of(SummaryPoint point, Side side, string name, double position)
    {
        List<Interval> phases = [.. Parts.Select(p => point[OutcomeName.Of(p).Of(side)])];
        double sum = phases.Sum(p => p.Median);
        return new Bar(
            point,
            side,
            (side == Side.PageList ? $"{name}  " : "") + Style.Of(side).Name,
            position,
            point[HotPhase.Of(side)],
            [.. phases.Select(p => sum > 0 ? 100 * p.Median / sum : 0)]
        );
    }

    private static Plot Times(List<Bar> bars)
    {
        Plot plot = Style.Panel();
        (double low, double high) = LogAxis.Range(bars.Select(b => b.HotPhase));
        foreach (Bar bar in bars.Where(b => b.HotPhase.Median > 0))
        {
            Ranges.Add(plot, Style.Of(bar.Side), bar.HotPhase, bar.Position, low);
        }

        LogAxis.Set(plot.Axes.Bottom, LogUnit.Milliseconds, low, high, 5);
        plot.Axes.Bottom.Label.Text = "hot phase (log scale)";
        CategoryAxis.Set(plot, [.. bars.Select(b => (b.Position, b.Name))]);
        plot.Layout.Fixed(
            new PixelPadding(CategoryAxis.Width(bars.Select(b => b.Name)), 14, 46, 8)
        );
        return plot;
    }

    private static Plot Shares(List<Bar> bars)
    {
        Plot plot = Style.Panel();
        foreach (Bar bar in bars)
        {
            double from = 0;
            for (int i = 0; i < bar.Shares.Count; i++)
            {
                double to = from + bar.Shares[i];
                Cells.Add(
                    plot,
                    new CoordinateRect(from, to, bar.Position - 0.44, bar.Position + 0.44),
                    Style.Of(Parts[i]),
                    bar.Shares[i] >= LeastLabelled ? Percent(bar.Shares[i]) : ""
                );
                from = to;
            }
        }

        CategoryAxis.Set(plot, [.. bars.Select(b => (b.Position, ""))]);
        plot.Axes.SetLimitsX(0, 100);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [0, 25, 50, 75, 100],
            ["0", "25", "50", "75", "100 %"]
        );
        plot.Axes.Bottom.Label.Text = "share of the hot phase";
        plot.Layout.Fixed(new PixelPadding(8, 32, 46, 8));
        return plot;
    }

    private static IReadOnlyList<string[]> Data(List<Bar> bars) =>
        [
            [
                .. FigureData.Place,
                "placement",
                .. HotPhase.Quantiles,
                .. Parts
                    .Select(p => OutcomeName.Of(p))
                    .SelectMany(p => (string[])[p.Median, p.Share.Column]),
            ],
            .. bars.Select(b =>
                (string[])
                    [
                        .. FigureData.Place.Select(b.Point.Text),
                        b.Side.Key(),
                        .. HotPhase.Of(b.Side).Quantiles.Select(b.Point.Text),
                        .. Parts.SelectMany(
                            (p, i) =>
                                (string[])
                                    [
                                        b.Point.Text(OutcomeName.Of(p).Of(b.Side).Median),
                                        Numbers.Csv(b.Shares[i]),
                                    ]
                        ),
                    ]
            ),
        ];

    private static string Percent(double share) => FormattableString.Invariant($"{share:0}");

    /// <summary>One placement of one point; shares are percent of the sum of the phases' medians.</summary>
    private sealed record Bar(
        SummaryPoint Point,
        Side Side,
        string Name,
        double Position,
        Interval HotPhase,
        IReadOnlyList<double> Shares
    );
}
