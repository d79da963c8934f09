using KexecPerf.Experiments.Tests.Reports;
using KexecPerf.Studies.Figures;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Reports;
using KexecPerf.Studies.Summaries;
using ScottPlot;
using ScottPlot.Plottables;

namespace KexecPerf.Experiments.Tests.Figures;

/// <summary>Figures of studies that are not shipped, of any number of axes and points.</summary>
[Collection(Drawing.Name)]
public sealed class SavedAlongAxisTests
{
    private const string Mine = "our-lab";

    private static readonly (string, string[]) Images = (
        "image",
        ["16MiB", "64MiB", "256MiB", "1GiB"]
    );

    [Fact]
    public void The_longest_axis_of_numbers_runs_along_the_next_is_colour_the_rest_are_panels()
    {
        SummaryTable table = SyntheticSummary.Table(
            Images,
            ("cma_occupancy", ["0%", "40%", "80%"]),
            ("kho", ["on", "off"])
        );
        StudyAxes axes = StudyAxes.Of(table)!;
        Assert.Equal(("image", "cma_occupancy"), (axes.Along, axes.Color));
        Assert.Equal(["kho"], axes.Panels);
        Figure figure = Draw(table).Single();
        Assert.Equal(["kho on", "kho off"], Panels(figure).Select(p => p.Axes.Title.Label.Text));
        Assert.Equal(
            ["cma occupancy 0%", "cma occupancy 40%", "cma occupancy 80%"],
            figure.Legend.Select(l => l.LabelText)
        );
    }

    [Fact]
    public void A_kernel_version_is_a_name_and_pages_are_numbers() =>
        Assert.Equal(
            "cma_pinned",
            StudyAxes
                .Of(
                    SyntheticSummary.Table(
                        ("kernel_version", ["6.9", "6.12", "7.3"]),
                        ("cma_pinned", ["0", "16"])
                    )
                )!
                .Along
        );

    [Theory]
    [InlineData("image", "16MiB 64MiB 256MiB 1GiB", true)]
    [InlineData("image", "100MiB 200MiB 300MiB 400MiB", false)]
    [InlineData("image", "64MiB 128MiB 256MiB", true)]
    [InlineData("cma_pinned", "0 1 16 64", true)]
    [InlineData("cma_pinned", "0 10 20 30", false)]
    [InlineData("cma_occupancy", "0% 50% 90%", false)]
    public void Even_ratios_and_decades_are_logarithmic(string axis, string values, bool isLog)
    {
        SummaryTable table = SyntheticSummary.Table((axis, values.Split(' ')));
        var along = new AxisAlong(table, axis);
        double[] numbers = [.. table.Points.Select(p => StudyAxes.Number(table, p, axis))];
        double expected = isLog
            ? Math.Log10(numbers[^1]) - Math.Log10(numbers[^2])
            : numbers[^1] - numbers[^2];
        Assert.Equal(expected, along.At(numbers[^1]) - along.At(numbers[^2]), 1e-9);
    }

    public static TheoryData<int, int, int, int> Shapes =>
        new()
        {
            { 1, 1, 1, 1 },
            { 2, 1, 1, 1 },
            { 4, 3, 1, 1 },
            { 4, 3, 2, 2 },
            { 10, 10, 5, 2 },
            { 1, 25, 20, 2 },
            { 1, 1, 1, 30 },
            { 1000, 1, 1, 1 },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_point_is_drawn_on_some_page_and_no_text_lies_on_another(
        int images,
        int pins,
        int machines,
        int switches
    )
    {
        SummaryTable table = SyntheticSummary.Table(
            ("image", [.. Enumerable.Range(1, images).Select(n => $"{16 * n}MiB")]),
            ("cma_pinned", [.. Enumerable.Range(0, pins).Select(n => $"{3 * n}")]),
            ("machine", [.. Enumerable.Range(1, machines).Select(n => $"rack-{n}")]),
            ("syscall", [.. Enumerable.Range(1, switches).Select(n => $"way-{n}")])
        );
        int drawn = 0;
        foreach (Figure figure in Draw(table))
        {
            Plot[] panels = [.. Panels(figure)];
            drawn += panels.Sum(p =>
                p.GetPlottables<Scatter>().Sum(s => s.Data.GetScatterPoints().Count)
                + p.GetPlottables<Marker>().Count()
            );
            Assert.InRange(figure.Rows.Sum(r => r.Height), 50, 4000);
            SvgText.AssertApart(figure);
            if (figure.Narrow is { } narrow)
            {
                SvgText.AssertApart(narrow);
            }
        }

        Assert.Equal(table.Points.Count, drawn);
    }

    private static IEnumerable<Figure> Draw(SummaryTable table) =>
        StudyTable.Of(Mine, table).Figures.Select(f => f.Draw(table));

    private static IEnumerable<Plot> Panels(Figure figure) =>
        figure.Rows.SelectMany(r => r.Panels).Where(p => p.Axes.Bottom.IsVisible);
}
