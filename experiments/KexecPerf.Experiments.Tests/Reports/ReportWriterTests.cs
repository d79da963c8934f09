using System.Text.RegularExpressions;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Figures;
using KexecPerf.Studies.Reports;
using KexecPerf.Studies.Summaries;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Experiments.Tests.Reports;

[Collection(Drawing.Name)]
public sealed partial class ReportWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kexecperf-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Studies => [.. ShippedStudies.Names];

    [Theory]
    [MemberData(nameof(Studies))]
    public void A_study_has_page_markdown_and_figures_whose_links_lead_somewhere(string name)
    {
        Study study = Write(name);
        string html = Read("report.html");
        Assert.Contains(study.Command, html);
        foreach (StudyFigure figure in StudyTable.All.Single(s => s.Name == name).Figures)
        {
            Assert.Contains($"figures/{figure.Name}.csv", html);
            Assert.Contains($"figures/{figure.Name}.png", Read("summary.md"));
        }

        foreach (Match link in Links().Matches(html))
        {
            Assert.True(File.Exists(Path.Combine(_folder, link.Groups[1].Value)), link.Value);
        }
    }

    [Fact]
    public void The_answer_comes_first_and_is_that_of_the_table()
    {
        Write("machines");
        string html = Read("report.html");
        const string answer =
            "On 7.2 CMA placement saves 9.29 ms (amd-server-96c) to 11.2 ms (arm64-128c), at least 5 % of the downtime on 0 of the 4 machines swept; "
            + "on 7.3 11.2 ms (arm64-128c) to 480 ms (zen4-vm), at least 5 % of the downtime on 3 of the 4 machines swept. Everywhere: ";
        Assert.Contains("**" + answer, Read("summary.md"));
        Assert.True(
            html.IndexOf("class=\"answer\"", StringComparison.Ordinal)
                < html.IndexOf("<svg", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_new_kernel_that_does_not_come_up_is_said_beside_the_answer()
    {
        string csv = SyntheticSummary.Csv(
            ("machine", ["zen4-vm"]),
            ("kernel_version", ["7.2", "7.3"])
        );
        SummaryTable table = SyntheticSummary.Read(csv);
        Assert.Empty(Headlines.Boots(table));
        int column = table.Columns.ToList().IndexOf("cma_boots_probability");
        string[] lines = csv.Split('\n');
        string[] cells = lines[1].Split(',');
        cells[column] = "0.5";
        lines[1] = string.Join(',', cells);
        Assert.StartsWith(
            "But with CMA the new kernel fails to come up in at least one run at 1 of 2 points",
            Headlines.Boots(SyntheticSummary.Read(string.Join('\n', lines)))
        );
    }

    [Fact]
    public void Nothing_is_fetched_and_no_script_runs()
    {
        Write("image-size");
        string html = Read("report.html");
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain(" src=", html);
        Assert.DoesNotMatch("(href=\"|url\\()https?:", html);
        Assert.Contains("default-src 'none'", html);
    }

    [Fact]
    public void Ids_of_figures_on_one_page_do_not_meet()
    {
        Write("image-size");
        string[] ids = [.. Ids().Matches(Read("report.html")).Select(m => m.Value)];
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void The_same_results_make_the_same_bytes()
    {
        Write("zeroing");
        Dictionary<string, byte[]> first = Files();
        Write("zeroing");
        Assert.Equal(first, Files());
    }

    [Fact]
    public void What_a_study_says_of_itself_is_text()
    {
        string file = Path.Combine(_folder, "study.json");
        File.WriteAllText(
            file,
            """{"name": "mine", "title": "<b>1 | 2</b> & \"3\"", "axes": {"kho": ["on", "off"], "hash.scalar": ["200 MB/s", "400 MB/s"]}, "replications": 1}"""
        );
        Study study = StudyFile.Read(file, 1);
        ReportWriter.Write(_folder, study, SyntheticSummary.Of(study.Name), []);
        Assert.Contains(
            "<h1>&lt;b&gt;1 | 2&lt;/b&gt; &amp; &quot;3&quot;</h1>",
            Read("report.html")
        );
        Assert.Contains("# &lt;b>1 \\| 2&lt;/b>", Read("summary.md"));
    }

    [Fact]
    public void Assumed_numbers_and_what_is_left_out_are_the_scenarios()
    {
        Write("dma-risk");
        string html = Read("report.html");
        Assert.Contains("arm64-128c: ", html);
        Assert.Contains("kernels built without CONFIG_KEXEC_FILE", html);
        Assert.DoesNotContain("<li>stray DMA</li>", html);
    }

    [Fact]
    public void A_folder_without_results_is_one_line()
    {
        Study study = StudyFile.Read("machines", 1);
        string line = Assert.Throws<InputException>(() => ReportWriter.Write(_folder, study)).Line;
        Assert.EndsWith("summary.csv: no such file; check the path", line);
    }

    [Fact]
    public void A_summary_of_another_study_is_one_line()
    {
        Study study = StudyFile.Read("machines", 1);
        string line = Assert
            .Throws<InputException>(() =>
                ReportWriter.Write(_folder, study, SyntheticSummary.DmaRisk(), [])
            )
            .Line;
        Assert.Contains("summary.csv", line);
        Assert.DoesNotContain('\n', line);
    }

    private Study Write(string name)
    {
        Study study = StudyFile.Read(name, 1);
        string summary = Path.Combine(_folder, "summary.csv");
        File.WriteAllText(summary, CsvOf(SyntheticSummary.Of(name)));
        SummarySeal.Set(_folder, summary, StudyIdentity.Of(study).Hash);
        File.WriteAllText(
            Path.Combine(_folder, "manifest.json"),
            Manifest.Of(study, StudyIdentity.Of(study), commit: "none")
        );
        ReportWriter.Write(_folder, study);
        return study;
    }

    private static string CsvOf(SummaryTable table) =>
        CsvRenderer.Render([
            [.. table.Columns],
            .. table.Points.Select(p => table.Columns.Select(p.Text).ToArray()),
        ]);

    private string Read(string file) => File.ReadAllText(Path.Combine(_folder, file));

    private Dictionary<string, byte[]> Files() =>
        Directory
            .GetFiles(_folder, "*", SearchOption.AllDirectories)
            .ToDictionary(f => f, File.ReadAllBytes);

    [GeneratedRegex("href=\"([a-z][^:\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex(" id=\"[^\"]*\"")]
    private static partial Regex Ids();
}
