using KexecPerf.Answers.Documents;
using KexecPerf.Studies.Reports;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Experiments.Tests.Reports;

public sealed class SummaryColumnsTests
{
    [Fact]
    public void Cma_boots_is_the_share_of_the_side_that_tries_cma()
    {
        Table table = SummaryColumns.Readable(HalfOfCmaBoots());
        Assert.Equal("50 %", table.Rows[0][Array.IndexOf(table.Headers, "CMA boots")]);
        Assert.Equal("100 %", table.Rows[0][Array.IndexOf(table.Headers, "all in CMA")]);
    }

    [Fact]
    public void Sides_stand_beside_each_other_by_their_names()
    {
        string[] headers = SummaryColumns.Readable(SyntheticSummary.DmaRisk()).Headers;
        Assert.Equal(
            [
                "saved ms",
                "switch",
                "hot phase",
                "downtime",
                "page list hot phase ms",
                "CMA hot phase ms",
                "page list load ms",
                "CMA load ms",
                "page list silent damage",
                "CMA silent damage",
                "page list detected damage",
                "all in CMA",
                "CMA boots",
            ],
            headers[Array.IndexOf(headers, "saved ms")..]
        );
    }

    private static SummaryTable HalfOfCmaBoots()
    {
        SummaryTable table = SyntheticSummary.Table(("machine", ["zen4-vm", "intel-server"]));
        int boots = table.Columns.ToList().IndexOf("cma_boots_probability");
        string[][] rows = [.. table.Rows()];
        rows[1][boots] = "0.5";
        return SyntheticSummary.Read(CsvRenderer.Render(rows));
    }
}
