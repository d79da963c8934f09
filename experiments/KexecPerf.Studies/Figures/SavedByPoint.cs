using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// What CMA placement saves at each point, one row a point: for studies whose axes are names alone.
/// </summary>
internal static class SavedByPoint
{
    /// <summary>Rows of one page.</summary>
    private const int RowsAPage = 50;

    private const float RowHeight = 20;
    private const float Around = 82;

    /// <summary>A range over this ratio has a logarithmic axis.</summary>
    private const double Decades = 100;

    /// <summary>Pages that hold all points.</summary>
    public static int Pages(SummaryTable table) => (table.Points.Count + RowsAPage - 1) / RowsAPage;

    public static Figure Draw(SummaryTable table) => Draw(table, 0);

    /// <summary>One page, from 0.</summary>
    public static Figure Draw(SummaryTable table, int page)
    {
        List<SummaryPoint> points = [.. table.Points.Skip(page * RowsAPage).Take(RowsAPage)];
        List<string> names = Names(table, points);
        Plot plot = Style.Panel(string.Join(", ", table.Varying.Select(PointNames.Words)));
        // The title names the axes over the column of their values.
        plot.Axes.Title.IsVisible = table.Varying.Count > 0;
        CategoryAxis.Set(plot, [.. names.Select((name, i) => ((double)-i, name))]);
        LogScale? log = Horizontal(plot, table);
        foreach ((int i, SummaryPoint p) in points.Index())
        {
            Interval saved = p[OutcomeName.Saved];
            if (!double.IsNaN(saved.Median))
            {
                AddRow(plot, log?.At(saved) ?? saved, -i);
            }
        }

        plot.Layout.Fixed(new PixelPadding(CategoryAxis.Width(names), 30, 46, 26));
        string of = Pages(table) > 1 ? $", page {page + 1} of {Pages(table)}" : "";
        int none = points.Count(p => double.IsNaN(p[OutcomeName.Saved].Median));
        return new Figure(
            $"Saved by CMA placement (90 % of outcomes){of}",
            [],
            [new PanelRow((points.Count * RowHeight) + Around, [plot])],
            FigureData.Of(points, [.. table.Axes, .. OutcomeName.Saved.Quantiles])
        )
        {
            Notes =
            [
                .. none > 0
                    ? [$"Rows without a marker have no run with both sides' times."]
                    : (string[])[],
                .. log?.Notes(points.Select(p => p[OutcomeName.Saved]), LogUnit.Milliseconds) ?? [],
            ],
        };
    }

    /// <summary>Of all pages, so that their rows compare.</summary>
    private static LogScale? Horizontal(Plot plot, SummaryTable table)
    {
        List<Interval> saved =
        [
            .. table.Points.Select(p => p[OutcomeName.Saved]).Where(i => !double.IsNaN(i.Median)),
        ];
        (double low, double high) = LogAxis.Range(saved);
        if (high / low >= Decades && saved.TrueForAll(i => i.Median >= 0))
        {
            var log = LogScale.Of(saved.Select(i => i.Median), low, high);
            log.Set(plot.Axes.Bottom, LogUnit.Milliseconds, 5);
            plot.Axes.Bottom.Label.Text = "saved by CMA placement";
            return log;
        }

        (low, high) = saved.Count == 0 ? (0, 1) : (saved.Min(i => i.Low), saved.Max(i => i.High));
        low = Math.Min(0, low);
        double room = Math.Max(0.03 * (high - low), 1e-6);
        plot.Axes.SetLimitsX(low - room, high + room);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic
        {
            TargetTickCount = 6,
            LabelFormatter = x => x.ToString("0.#####"),
        };
        plot.Axes.Bottom.Label.Text = "saved by CMA placement, ms";
        return null;
    }

    /// <summary>
    /// Names that are shortened to one text are told apart by the number of the point.
    /// </summary>
    private static List<string> Names(SummaryTable table, List<SummaryPoint> points)
    {
        var names = new PointNames(table);
        List<string> all = [.. points.Select(names.Of)];
        return all.Distinct().Count() == all.Count
            ? all
            : [.. all.Zip(points, (name, p) => $"{p.Index}: {name}")];
    }

    private static void AddRow(Plot plot, Interval saved, double position)
    {
        var range = plot.Add.Line(saved.Low, position, saved.High, position);
        range.LineColor = Style.Cma.Color;
        range.LineWidth = Lines.Width;
        plot.Add.Marker(
            saved.Median,
            position,
            Style.Cma.Marker,
            Lines.MarkerSize + 2,
            Style.Cma.Color
        );
    }
}
