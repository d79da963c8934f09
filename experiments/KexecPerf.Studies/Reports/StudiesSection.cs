using System.Text;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Summaries;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Reports;

/// <summary>
/// What every study answers, with its first picture: the second half of the page of results.
/// </summary>
internal static class StudiesSection
{
    /// <summary>Adds it.</summary>
    /// <param name="text">The page.</param>
    /// <param name="results">Folder of all studies, reported on already.</param>
    /// <param name="studies">Their names.</param>
    public static void Append(StringBuilder text, string results, IReadOnlyList<string> studies)
    {
        text.Append("## Studies\n\n");
        foreach (string name in studies)
        {
            Study study = StudyFile.Read(name, seed: 1);
            var table = SummaryTable.In(Path.Combine(results, name));
            ReportedStudy reported = StudyTable.Of(name, table);
            string picture = reported.Figures[0].Name;
            string headline = reported.Answer(study, table);
            text.Append(
                $"""
                ### {name}

                {headline}
                [Summary]({name}/{ReportWriter.MarkdownName}), [page]({name}/{ReportWriter.PageName}).

                ![{picture}]({name}/{ReportWriter.FiguresFolder}/{picture}.png)


                """
            );
        }
    }
}
