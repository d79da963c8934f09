using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Figures;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Reports;

/// <summary>Writes the report of a swept study into its folder: <c>figures/</c>, <c>summary.md</c> and <c>report.html</c>.</summary>
internal static class ReportWriter
{
    public const string PageName = "report.html";
    public const string MarkdownName = "summary.md";
    public const string FiguresFolder = "figures";

    /// <summary>Reads summary and manifest of the folder, then writes beside them.</summary>
    /// <exception cref="InputException">No summary or manifest, one that is not the study's, or a folder that cannot be written.</exception>
    public static void Write(string folder, Study study)
    {
        var table = SummaryTable.In(folder);
        Write(folder, study, table, StoredManifest.In(folder).Provenance);
    }

    /// <summary>Everything from a summary that is read already, and where it comes from.</summary>
    /// <exception cref="InputException">A summary that is not the study's, or a folder that cannot be written.</exception>
    public static void Write(
        string folder,
        Study study,
        SummaryTable table,
        IReadOnlyList<(string Key, string Value)> provenance
    )
    {
        List<ReportFigure> figures =
        [
            .. StudyTable
                .Of(study.Name, table)
                .Figures.Select(e => Written(folder, study, table, e)),
        ];
        var report = StudyReport.Of(study, table, provenance, figures);
        OutputWriter.WriteFile(Path.Combine(folder, MarkdownName), MarkdownReport.Render(report));
        OutputWriter.WriteFile(Path.Combine(folder, PageName), HtmlReport.Render(report));
    }

    /// <summary>
    /// Draws a figure with what decides it, and writes its files into the study's folder.
    /// </summary>
    /// <exception cref="InputException">A summary that is not the study's, or a folder that cannot
    /// be written.</exception>
    public static ReportFigure Written(
        string folder,
        Study study,
        SummaryTable table,
        StudyFigure figure
    )
    {
        Figure drawn = figure.Draw(table) with { Settings = Conditions.Of(study, table) };
        string narrow = figure.Name + "-narrow";
        return new ReportFigure(
            figure.Name,
            figure.Caption,
            FigureFiles.Write(drawn, Path.Combine(folder, FiguresFolder), figure.Name),
            drawn.Narrow is { } stacked ? FigureCanvas.Svg(stacked, narrow) : null
        );
    }
}
