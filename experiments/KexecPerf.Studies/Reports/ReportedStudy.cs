using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Figures;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Reports;

/// <summary>What the report of a study shows of its summary.</summary>
/// <param name="Name">Of the study.</param>
/// <param name="Headline">What it answers, in one or two sentences computed from the summary.</param>
/// <param name="Figures">In the order of the report.</param>
internal sealed record ReportedStudy(
    string Name,
    Func<SummaryTable, string> Headline,
    params IReadOnlyList<StudyFigure> Figures
)
{
    /// <summary>The headline, and under what conditions it holds.</summary>
    public string Answer(Study study, SummaryTable table) =>
        Headline(table) + Conditions.Sentence(study, table);
}
