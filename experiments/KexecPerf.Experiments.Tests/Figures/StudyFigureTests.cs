using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Experiments.Tests.Reports;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Figures;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Reports;
using KexecPerf.Studies.Summaries;
using SkiaSharp;

namespace KexecPerf.Experiments.Tests.Figures;

/// <summary>What holds of every figure of every study, drawn from made-up summaries.</summary>
[Collection(Drawing.Name)]
public sealed class StudyFigureTests
{
    private const string UnknownStudy = "mine";

    public static TheoryData<string> Names =>
        [.. StudyTable.All.SelectMany(s => s.Figures).Select(f => f.Name), UnknownStudy + "-saved"];

    private static (string Study, StudyFigure Figure) Entry(string name)
    {
        if (name.StartsWith(UnknownStudy, StringComparison.Ordinal))
        {
            return (
                UnknownStudy,
                StudyTable.Of(UnknownStudy, SyntheticSummary.Of(UnknownStudy)).Figures.Single()
            );
        }

        (ReportedStudy study, StudyFigure figure) = StudyTable.Find(name);
        return (study.Name, figure);
    }

    private static Figure Draw(string name) =>
        Entry(name).Figure.Draw(SyntheticSummary.Of(Entry(name).Study));

    [Fact]
    public void A_figure_of_many_rows_is_cut_and_says_so()
    {
        SummaryTable table = SyntheticSummary.Table(
            ("cpus", ["1", "2"]),
            ("kernel_version", [.. Enumerable.Range(1, 40).Select(n => $"6.{n}")])
        );
        Figure figure = CpuCount.Draw(table);
        Assert.Contains(
            SvgText.All(FigureCanvas.Svg(figure, "many")),
            t => t.Text == "the first 12 of 20 rows; simulated"
        );
        Assert.Equal(81, figure.Data.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_drawn_from_columns_that_the_study_writes(string name)
    {
        string study = Entry(name).Study;
        if (study == UnknownStudy)
        {
            return;
        }

        string[] written = SummaryRow.Header(StudyFile.Read(study, 1));
        SummaryTable all = SyntheticSummary.Of(study);
        SummaryTable table = SyntheticSummary.Only(all, written.Contains);
        Assert.Equal(
            CsvRenderer.Render(Entry(name).Figure.Draw(all).Data),
            CsvRenderer.Render(Entry(name).Figure.Draw(table).Data)
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_the_same_bytes_when_drawn_again(string name)
    {
        Assert.Equal(FigureCanvas.Svg(Draw(name), name), FigureCanvas.Svg(Draw(name), name));
        Assert.Equal(FigureCanvas.Png(Draw(name)), FigureCanvas.Png(Draw(name)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Data_repeat_the_summary_of_their_point(string name)
    {
        SummaryTable table = SyntheticSummary.Of(Entry(name).Study);
        IReadOnlyList<string[]> data = Draw(name).Data;
        int cells = 0;
        foreach (string[] row in data.Skip(1).Where(r => char.IsAsciiDigit(r[0][0])))
        {
            SummaryPoint point = table.Points[int.Parse(row[0], CultureInfo.InvariantCulture)];
            foreach ((string column, string cell) in data[0].Zip(row))
            {
                string key = row[Math.Max(0, Array.IndexOf(data[0], "placement"))] + "_" + column;
                if (table.Has(column) || table.Has(key))
                {
                    Assert.Equal(point.Text(table.Has(column) ? column : key), cell);
                    cells++;
                }
            }
        }

        Assert.True(cells >= 4 * table.Points.Count / 3, $"{cells} cells");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_text_has_glyphs_room_and_no_other_text_on_it(string name)
    {
        Figure figure = Draw(name);
        List<SvgText> texts = SvgText.All(FigureCanvas.Svg(figure, name));
        Assert.Contains(texts, t => t.Text == figure.Title);
        Assert.Contains(texts, t => t.Text == "simulated");
        SvgText.AssertApart(figure);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_decides_it_and_what_is_cut_stand_in_it_on_wide_and_narrow_paper(string name)
    {
        Figure figure = Draw(name) with
        {
            Settings = "drill-host, kernel 7.3, RAM 48 GiB, cma=3G, pressure 70%, mix server",
            Notes = ["3 of 9 ranges reach below 2 ms and are cut there, as a long note has it."],
        };
        foreach (Figure form in new[] { figure, figure.Narrow }.OfType<Figure>())
        {
            SvgText.AssertApart(form);
            string all = string.Join(
                ' ',
                SvgText.All(FigureCanvas.Svg(form, name)).Select(t => t.Text)
            );
            Assert.Contains(figure.Settings, all);
            Assert.Contains(figure.Notes[0], all);
            Assert.Contains(figure.Title, all);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Letters_are_drawn_without_fonts_of_the_system(string name)
    {
        using var bitmap = SKBitmap.Decode(FigureCanvas.Png(Draw(name)));
        int ink = 0;
        for (int x = 0; x < bitmap.Width; x++)
        {
            for (int y = 0; y < 50; y++)
            {
                ink += bitmap.GetPixel(x, y).Red < 100 ? 1 : 0;
            }
        }

        // The title alone is there; without glyphs nothing would be.
        Assert.InRange(ink, 1500, 20_000);
        Assert.Equal(2 * Style.Width, bitmap.Width);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_panel_is_empty(string name) =>
        Assert.All(
            Draw(name).Rows.SelectMany(r => r.Panels).Where(p => p.Axes.Bottom.IsVisible),
            p => Assert.NotEmpty(p.GetPlottables())
        );
}
