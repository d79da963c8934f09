using System.Text;
using CsCheck;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Experiments.Tests.Reports;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Experiments.Tests.Summaries;

public sealed class SummaryTableTests
{
    private const string Head =
        "point,image,image_bytes,machine,machine_name,saved_median_ms,saved_low_ms,saved_high_ms";

    [Fact]
    public void Axes_are_the_columns_up_to_the_machine_without_their_numbers()
    {
        SummaryTable table = SyntheticSummary.Read(
            Head + "\n0,8MiB,8388608,zen4-vm,zen4-vm,2,1,3\n"
        );
        Assert.Equal(["image", "machine"], table.Axes);
    }

    [Fact]
    public void Cells_are_texts_numbers_and_intervals()
    {
        SummaryPoint point = SyntheticSummary
            .Read(Head + "\n0,8MiB,8388608,a,a,2.5,1,3\n1,16MiB,16777216,a,a,5e-7,0,1\n")
            .Points[1];
        Assert.Equal("16MiB", point.Text("image"));
        Assert.Equal(16777216, point.Number("image_bytes"));
        Assert.Equal(new Interval(5e-7, 0, 1), point[OutcomeName.Saved]);
    }

    [Fact]
    public void A_value_that_no_run_has_is_not_a_number() =>
        Assert.True(
            double.IsNaN(
                SyntheticSummary
                    .Read(Head + "\n0,8MiB,8388608,a,a,,,\n")
                    .Points[0][OutcomeName.Saved]
                    .Median
            )
        );

    [Theory]
    [InlineData("", "summary.csv")]
    [InlineData(Head + "\n", "summary.csv: has no points; sweep the study again")]
    [InlineData("a,b\n1,2\n", "summary.csv:1:1: column machine_name is missing")]
    [InlineData("machine_name\nx\n", "summary.csv:1:1: column point is missing")]
    [InlineData(
        Head + "\n0,1\n",
        "summary.csv:2:1: 2 cells under 8 columns; sweep the study again"
    )]
    public void What_is_no_summary_is_one_line(string text, string begin)
    {
        var e = Assert.Throws<InputException>(() => SyntheticSummary.Read(text));
        Assert.StartsWith(begin, e.Line);
        Assert.DoesNotContain('\n', e.Line);
    }

    [Theory]
    [InlineData("load_median_ms", "summary.csv:1:1: column load_median_ms is missing")]
    [InlineData("saved_low_ms", "summary.csv:3:7: saved_low_ms: 'much' is no number")]
    public void A_cell_that_is_not_there_or_no_number_is_named(string column, string begin)
    {
        SummaryTable table = SyntheticSummary.Read(
            Head + "\n0,8MiB,8388608,a,a,2,1,3\n1,8MiB,8388608,a,a,2,much,3\n"
        );
        var e = Assert.Throws<InputException>(() => table.Points[1].Number(column));
        Assert.StartsWith(begin, e.Line);
    }

    [Fact]
    public void Any_bytes_are_a_table_or_one_complaint() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(
                bytes =>
                {
                    byte[] head = Encoding.ASCII.GetBytes(Head + "\n");
                    byte[] text = bytes.Length % 2 == 0 ? [.. head, .. bytes] : bytes;
                    try
                    {
                        SummaryTable.Read("summary.csv", new MemoryStream(text));
                    }
                    catch (InputException e)
                    {
                        Assert.DoesNotContain('\n', e.Line);
                    }
                },
                iter: 2000,
                threads: 1
            );
}
