using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Studies.Figures.Drawing;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// Sobol indices of an outcome, one row an uncertain number: total order above first order, with 95 % intervals. Drawn from the CSV form
/// of <c>sensitivity</c>, which is the data beside the figure.
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

    private static readonly (string Column, SideStyle Style)[] Orders =
    [
        ("total_order", Style.Other(0, "total order: alone and with others")),
        ("first_order", Style.Other(1, "first order: gone if known exactly")),
    ];

    /// <summary>Writes PNG, SVG and CSV into a folder; nothing where no number has an effect.</summary>
    /// <param name="answer">Of <c>sensitivity</c>.</param>
    /// <param name="folder">Made if need be.</param>
    public static void Write(Document answer, string folder)
    {
        if (answer.Csv.Count > 1)
        {
            FigureFiles.Write(
                Draw(answer.Csv, answer.Json["outcome"]!.GetValue<string>()),
                folder,
                Name
            );
        }
    }

    /// <summary>From rows, header first, and the name of the outcome.</summary>
    public static Figure Draw(IReadOnlyList<string[]> csv, string outcome)
    {
        Plot plot = Style.Panel();
        List<(double, string)> names = [];
        int total = Array.IndexOf(csv[0], Orders[0].Column);
        foreach ((int i, string[] row) in csv.Skip(1).Take(Most).Index())
        {
            if (i > 0 && Number(row[total]) < Small)
            {
                break;
            }

            for (int j = 0; j < Orders.Length; j++)
            {
                double position = (-RowsAFactor * i) - j;
                AddBar(plot, csv[0], row, Orders[j], position);
                names.Add((position, j == 0 ? row[Array.IndexOf(csv[0], "factor")] : ""));
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
            csv
        );
    }

    private static void AddBar(
        Plot plot,
        string[] header,
        string[] row,
        (string Column, SideStyle Style) order,
        double position
    )
    {
        double Value(string suffix) => Number(row[Array.IndexOf(header, order.Column + suffix)]);
        var bar = plot.Add.Rectangle(0, Math.Max(0, Value("")), position - 0.4, position + 0.4);
        bar.FillColor = order.Style.Color;
        bar.LineWidth = 0;
        var interval = plot.Add.Line(
            Math.Max(0, Value("_low")),
            position,
            Math.Max(0, Value("_high")),
            position
        );
        interval.LineColor = Style.Ink;
        interval.LineWidth = 1.5f;
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
