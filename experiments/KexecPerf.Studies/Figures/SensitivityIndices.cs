using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Questions.Sensitivity;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// Sobol indices of an outcome, one row an uncertain number: total order above first order, with 95 % intervals. The CSV form of
/// <c>sensitivity</c> is the data beside the figure.
/// </summary>
internal static class SensitivityIndices
{
    public const string Name = "sensitivity";

    private const double RowsAFactor = 2.4;
    private const float RowHeight = 15;
    private const float Around = 60;

    /// <summary>More rows than this are no ranking that a reader takes in; the data has all.</summary>
    private const int Most = 12;

    /// <summary>Rows below this share of the variance are left out, but for the first.</summary>
    private const double Small = 0.01;

    private static readonly (SideStyle Style, Func<FactorResult, Estimate> Of)[] Orders =
    [
        (SeriesStyles.Other(0, "total order: alone and with others"), f => f.TotalOrder),
        (SeriesStyles.Other(1, "first order: gone if known exactly"), f => f.FirstOrder),
    ];

    /// <summary>Writes PNG, SVG and CSV into a folder; nothing where no number has an effect.</summary>
    /// <param name="answer">Of <c>sensitivity</c>.</param>
    /// <param name="folder">Made if need be.</param>
    public static void Write(SensitivityAnswer answer, string folder)
    {
        if (answer.Factors.Count > 0)
        {
            FigureFiles.Write(
                Draw(answer.Factors, answer.Outcome) with
                {
                    Settings = Conditions.Of(answer.Basis.Scenario),
                },
                folder,
                Name
            );
        }
    }

    /// <summary>Of factors, the largest first, and the name of the outcome.</summary>
    public static Figure Draw(IReadOnlyList<FactorResult> factors, string outcome)
    {
        Plot plot = Style.Panel();
        List<(double, string)> names = [];
        IEnumerable<FactorResult> shown = factors
            .Take(Most)
            .TakeWhile((f, i) => i == 0 || f.TotalOrder.Value >= Small);
        foreach ((int i, FactorResult factor) in shown.Index())
        {
            foreach ((int j, (SideStyle style, Func<FactorResult, Estimate> of)) in Orders.Index())
            {
                double position = (-RowsAFactor * i) - j;
                AddBar(plot, of(factor), style, position);
                names.Add((position, j == 0 ? factor.Name : ""));
            }
        }

        CategoryAxis.Set(plot, names);
        plot.Axes.SetLimitsX(0, 1.02);
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            [0, 0.25, 0.5, 0.75, 1],
            ["0", "25", "50", "75", "100 %"]
        );
        string spread = outcome.Replace("_ms", "").Replace('_', ' ');
        plot.Axes.Bottom.Label.Text = $"share of the variance of {spread}, 95 % intervals";
        plot.Layout.Fixed(
            new PixelPadding(CategoryAxis.Width(names.Select(n => n.Item2)), 34, 46, 8)
        );
        return new Figure(
            $"What the uncertainty of {spread} comes from",
            [.. Orders.Select(o => o.Style.LegendArea())],
            [new PanelRow((float)(names.Count / 2 * RowsAFactor * RowHeight) + Around, [plot])],
            SensitivityLayout.Rows(factors)
        );
    }

    private static void AddBar(Plot plot, Estimate share, SideStyle style, double position)
    {
        var bar = plot.Add.Rectangle(0, share.Value, position - 0.4, position + 0.4);
        bar.FillColor = style.Color;
        bar.LineWidth = 0;
        var interval = plot.Add.Line(share.Low!.Value, position, share.High!.Value, position);
        interval.LineColor = Style.Ink;
        interval.LineWidth = 1.5f;
    }
}
