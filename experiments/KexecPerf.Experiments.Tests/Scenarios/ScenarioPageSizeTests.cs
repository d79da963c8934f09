using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Experiments.Tests.Scenarios;

/// <summary><c>--page-size</c>: image, memory and area follow it.</summary>
public sealed class ScenarioPageSizeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kexecperf-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The default area of 256 MiB is less than a pageblock of 512 MiB.</summary>
    [Theory]
    [InlineData("4KiB", "256MiB", 256, false)]
    [InlineData("4KiB", "255MiB", 256, true)]
    [InlineData("16KiB", "256MiB", 256, false)]
    [InlineData("16KiB", "257MiB", 288, true)]
    [InlineData("64KiB", "256MiB", 512, true)]
    [InlineData("64KiB", "0MiB", 0, false)]
    [InlineData("64KiB", "1GiB", 1_024, false)]
    public void An_area_is_reserved_in_whole_pageblocks_and_the_answer_says_so(
        string page,
        string cma,
        long mebibytes,
        bool rounded
    )
    {
        BuiltScenario built = ScenarioBuilder.BuildWithRemarks([
            Said(ScenarioKeys.Cma, cma),
            Said(ScenarioKeys.PageSize, page),
            Said(ScenarioKeys.Machine, "arm64-class"),
        ]);
        Scenario s = built.Scenario;
        Assert.Equal(ByteSize.FromMiB(mebibytes), s.Memory.CmaArea);
        Assert.Equal(PageSize.Parse(page), s.PageSize);
        Assert.Equal(s.PageSize, s.Image.PageSize);
        Assert.Equal(rounded, built.Remarks.Any(r => r.Text.Contains("whole pageblocks")));
    }

    [Fact]
    public void An_image_of_a_size_has_pages_of_that_size_too()
    {
        Scenario s = ScenarioBuilder.Build([
            Said(ScenarioKeys.Image, "100MiB"),
            Said(ScenarioKeys.PageSize, "64KiB"),
            Said(ScenarioKeys.Machine, "arm64-class"),
        ]);
        Assert.Equal(PageSize.Of64KiB, s.Image.PageSize);
        Assert.All(s.Image.Segments, x => Assert.Equal(0, x.Memsz.Bytes % 65_536));
    }

    /// <summary>With 4 KiB pages nothing is said of them.</summary>
    [Theory]
    [InlineData("4KiB", false)]
    [InlineData("16KiB", true)]
    [InlineData("64KiB", true)]
    public void What_is_known_for_4_KiB_pages_alone_is_in_the_envelope(string page, bool said)
    {
        Scenario s = ScenarioBuilder.Build([
            Said(ScenarioKeys.PageSize, page),
            Said(ScenarioKeys.Machine, "arm64-class"),
        ]);
        List<string> envelope = Caveats.Envelope(s);
        Assert.Equal(said, envelope.Any(e => e.Contains("all known for 4 KiB pages")));
        Assert.Equal(said, envelope.Any(e => e.Contains("khugepaged")));
    }

    [Theory]
    [InlineData("any_probability", true)]
    [InlineData("saved", false)]
    public void A_study_of_stray_writes_is_refused_for_other_pages(string output, bool refused)
    {
        string file = Path.Combine(_folder, "pages.json");
        File.WriteAllText(
            file,
            """
            {"name": "pages", "replications": 1, "outputs": ["OUTPUT"],
             "base": {"machine": "arm64-class"}, "axes": {"page_size": ["64KiB"]}}
            """.Replace("OUTPUT", output, StringComparison.Ordinal)
        );
        StudyPoint point = new(StudyFile.Read(file, 1), 0, []);
        point = point with { Values = [point.Study.Axes[0].Values[0]] };
        if (refused)
        {
            Assert.Contains("pages of 64 KiB", Assert.Throws<InputException>(point.Build).Message);
        }
        else
        {
            Assert.Equal(PageSize.Of64KiB, point.Build().PageSize);
        }
    }

    private static Setting Said(ScenarioKey key, string value) =>
        new(key, value, InputPlace.Of(key.Option), "");
}
