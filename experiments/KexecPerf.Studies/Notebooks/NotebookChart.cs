using KexecPerf.Studies.Figures.Drawing;
using ScottPlot;

namespace KexecPerf.Studies.Notebooks;

/// <summary>
/// A ScottPlot plot with labels, marked as simulated, in the size and style of a notebook; and what is most often drawn, in
/// one call.
/// </summary>
public sealed class NotebookChart : Plot
{
    internal const float TextSize = 15;
    private const double BandOpacity = 0.2;

    /// <summary>Lines tell in greyscale what the colours of the figures do.</summary>
    private static readonly LinePattern[] Patterns =
    [
        LinePattern.Solid,
        LinePattern.Dashed,
        LinePattern.Dotted,
        LinePattern.DenselyDashed,
    ];

    private bool _logX;
    private bool _logY;
    private bool _hasLegend;
    private int _series;

    internal NotebookChart(string title, string x, string y)
    {
        Axes.Title.Label.Text = title + " (simulated)";
        Axes.Title.Label.FontSize = TextSize + 2;
        Axes.Bottom.Label.Text = x;
        Axes.Left.Label.Text = y;
        foreach (IAxis axis in new IAxis[] { Axes.Bottom, Axes.Left })
        {
            axis.Label.FontSize = TextSize;
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = TextSize - 1;
        }

        // Room for half of the last tick's label.
        Axes.Right.MinimumSize = 40;
        Axes.Right.FrameLineStyle.Width = 0;
        Axes.Top.FrameLineStyle.Width = 0;
        Legend.FontSize = TextSize - 1;
        Legend.OutlineWidth = 0;
        Legend.ShadowColor = Colors.Transparent;
        Legend.TightHorizontalWrapping = true;
    }

    /// <summary>
    /// Colours in the order in which <see cref="Line"/> takes them for names that have none of
    /// their own.
    /// </summary>
    public static IReadOnlyList<Color> Palette { get; } =
    [.. Enumerable.Range(0, SeriesStyles.MostSeries).Select(n => SeriesStyles.Series(n, "").Color)];

    /// <summary>
    /// The colour that a placement, a phase or a machine has in every figure, by its name or key;
    /// that of the first series for any other.
    /// </summary>
    public static Color ColorOf(string name) =>
        SeriesStyles.ColorOf(name) ?? SeriesStyles.Series(0, name).Color;

    /// <summary>Makes the axis along x, of values from low to high, logarithmic. Call it before <see cref="Line"/>.</summary>
    public void LogX(double low, double high)
    {
        SetLog(Axes.Bottom, low, high);
        _logX = true;
    }

    /// <summary>The same along y.</summary>
    public void LogY(double low, double high)
    {
        SetLog(Axes.Left, low, high);
        _logY = true;
    }

    /// <summary>
    /// Adds a series: medians as a line with markers, and their ranges, where there are, as a band. On a logarithmic axis
    /// values of 0 stand at its lower end.
    /// </summary>
    /// <param name="name">In the legend.</param>
    /// <param name="x">Numbers.</param>
    /// <param name="y">Numbers, or JSON objects with median, low and high, as answers have them.</param>
    public void Line<TX, TY>(string name, IEnumerable<TX> x, IEnumerable<TY> y)
    {
        LinePattern pattern = Patterns[_series % Patterns.Length];
        SideStyle style = SeriesStyles.Series(_series++, name);
        double[] xs = [.. x.Select(v => At(TableCell.Number(v), _logX, Axes.Bottom))];
        TY[] values = [.. y];
        double[] Of(Func<Answers.Statistics.Interval, double> part) =>
            [.. values.Select(v => At(part(TableCell.Range(v)), _logY, Axes.Left))];
        double[] low = Of(i => i.Low);
        double[] high = Of(i => i.High);
        if (!low.SequenceEqual(high))
        {
            var band = Add.FillY(xs, low, high);
            band.FillColor = style.Color.WithAlpha(BandOpacity);
            band.LineWidth = 0;
        }

        var line = Add.Scatter(xs, Of(i => i.Median));
        line.Color = style.Color;
        line.LineWidth = 2;
        line.LinePattern = pattern;
        line.MarkerShape = style.Marker;
        line.MarkerSize = 8;
        line.LegendText = name;
    }

    /// <summary>Puts the legend below: only where it has entries, since an empty one leaves the whole plot blank.</summary>
    internal void Complete()
    {
        if (!_hasLegend && Legend.GetItems().Length > 0)
        {
            ShowLegend(Edge.Bottom);
            _hasLegend = true;
        }
    }

    private static void SetLog(IAxis axis, double low, double high)
    {
        LogAxis.Set(axis, LogUnit.Number, low, high);
        axis.Min = Math.Log10(low);
        axis.Max = Math.Log10(high);
    }

    private static double At(double value, bool log, IAxis axis) =>
        log ? Math.Max(axis.Min, Math.Log10(value)) : value;
}
