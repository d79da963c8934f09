using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Reports;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Experiments.Tests.Reports;

public sealed class StudyTableTests
{
    private const string UnknownStudy = "mine";

    [Fact]
    public void Every_shipped_study_has_one_entry_with_a_figure_and_every_entry_is_a_shipped_study()
    {
        string[] reported = [.. StudyTable.All.Select(s => s.Name).Order(StringComparer.Ordinal)];
        Assert.True(
            ShippedStudies.Names.SequenceEqual(reported),
            $"shipped {string.Join(", ", ShippedStudies.Names)}; in Reports/StudyTable.cs "
                + string.Join(", ", reported)
        );
        Assert.All(StudyTable.All, s => Assert.NotEmpty(s.Figures));
    }

    [Fact]
    public void A_study_of_the_user_has_one_figure_even_under_a_shipped_name()
    {
        SummaryTable table = SyntheticSummary.Of(UnknownStudy);
        Assert.Equal("machines-saved", StudyTable.Of("machines", table).Figures.Single().Name);
    }

    [Fact]
    public void A_study_that_does_not_write_what_is_saved_has_no_figure()
    {
        ReportedStudy study = StudyTable.Of(UnknownStudy, WithoutSaved());
        Assert.Empty(study.Figures);
        Assert.Equal("4 points; the table below is the answer.", study.Headline(WithoutSaved()));
    }

    [Fact]
    public void A_name_that_is_none_is_one_line_with_the_nearest()
    {
        var e = Assert.Throws<InputException>(() => StudyTable.Find("image-size-savd"));
        Assert.StartsWith(
            "figure: no figure 'image-size-savd'; did you mean 'image-size-saved'?",
            e.Line
        );
    }

    private static SummaryTable WithoutSaved() =>
        SyntheticSummary.Only(
            SyntheticSummary.Of(UnknownStudy),
            c => !c.StartsWith("saved", StringComparison.Ordinal)
        );
}
