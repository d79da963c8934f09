using KexecPerf.Answers.Runs;
using KexecPerf.Experiments.Tests.Sweeps;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Experiments.Tests.Summaries;

public class SummaryRowTests
{
    /// <summary>
    /// With an area the kernel of this machine lands where its boot stub overwrites the initrd;
    /// with the page list it boots.
    /// </summary>
    private const string BootsWithoutCma = """
        {
          "name": "tiny", "base": { "ram": "16GiB", "cma": "512MiB", "kernel_version": "7.2" },
          "axes": { "machine": ["amd-server-96c"] }, "replications": 8
        }
        """;

    [Fact]
    public async Task Each_side_has_its_own_share_of_kexecs_that_boot()
    {
        using var folder = new SweepFolder(BootsWithoutCma);
        await folder.Complete();
        SummaryPoint point = SummaryTable.In(folder.Study).Points.Single();
        Assert.Equal("1", point.Text("page_list_boots_probability"));
        Assert.Equal("0", point.Text("cma_boots_probability"));
        Assert.Equal("1", point.Text("cma_success_probability"));
    }

    [Fact]
    public void Columns_are_called_as_in_earlier_results()
    {
        Study study = StudyFile.Read("dma-risk", seed: 1);
        string committed = Path.Combine(Checkout.Root, "results", "dma-risk", "summary.csv");
        Assert.Equal(File.ReadLines(committed).First().Split(','), SummaryRow.Header(study));
    }

    [Fact]
    public void Every_output_is_computed_from_columns_that_are_recorded() =>
        Assert.All(
            SummaryQuantity.All,
            q =>
            {
                Assert.NotEmpty(q.Columns);
                Assert.All(q.Columns, c => Assert.Contains(c, RunColumn.For(q.Stray)));
            }
        );
}
