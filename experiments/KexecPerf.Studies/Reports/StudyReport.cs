using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Questions;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Scenarios;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Reports;

/// <summary>What the report of a study says, before it is laid out: the answer first, then what it rests on.</summary>
/// <param name="Name">Of the study.</param>
/// <param name="Title">What it asks.</param>
/// <param name="Headline">What it answers.</param>
/// <param name="Warning">What a reader must know beside it; empty for nothing.</param>
/// <param name="Facts">Points, runs and their error, in one line.</param>
/// <param name="Figures">With their SVG.</param>
/// <param name="Table">The summary, as people read it.</param>
/// <param name="Assumptions">Numbers that nobody published, for each machine.</param>
/// <param name="NotCovered">What the model leaves out here.</param>
/// <param name="Commands">To make it again.</param>
/// <param name="Provenance">The manifest, as keys and values.</param>
internal sealed record StudyReport(
    string Name,
    string Title,
    string Headline,
    string Warning,
    string Facts,
    IReadOnlyList<ReportFigure> Figures,
    Table Table,
    IReadOnlyList<(string Machine, IReadOnlyList<string> Numbers)> Assumptions,
    IReadOnlyList<string> NotCovered,
    IReadOnlyList<string> Commands,
    IReadOnlyList<(string Key, string Value)> Provenance
)
{
    private const string StrayDma = "stray DMA";

    /// <summary>Computes all of it; the figures are drawn already.</summary>
    /// <exception cref="InputException">A summary that is not this study's.</exception>
    public static StudyReport Of(
        Study study,
        SummaryTable table,
        IReadOnlyList<(string Key, string Value)> provenance,
        IReadOnlyList<ReportFigure> figures
    )
    {
        CheckAxes(study, table);
        List<Scenario> scenarios = Scenarios(study, table);
        return new StudyReport(
            study.Name,
            study.Title.Length > 0 ? study.Title : study.Name,
            StudyTable.Of(study.Name, table).Answer(study, table),
            Headlines.Boots(table),
            FactsOf(table),
            figures,
            SummaryColumns.Readable(table),
            [
                .. scenarios
                    .DistinctBy(s => s.Machine.Name)
                    .Select(s => (s.Machine.Name, (IReadOnlyList<string>)Caveats.Assumptions(s))),
            ],
            [
                .. scenarios
                    .SelectMany(Caveats.Envelope)
                    .Distinct()
                    .Where(e => e != StrayDma || !study.Stray),
            ],
            [study.Command, $"kexecperf report {study.Source}"],
            provenance
        );
    }

    private static void CheckAxes(Study study, SummaryTable table)
    {
        if (!table.Axes.Order(StringComparer.Ordinal).SequenceEqual(study.Axes.Select(a => a.Key)))
        {
            throw new InputException(
                InputPlace.Of(table.File),
                $"varies {string.Join(", ", table.Axes)}, not {string.Join(", ", study.Axes.Select(a => a.Key))} as {study.Name} does; sweep it again"
            );
        }
    }

    /// <summary>One for each machine, with and without an area: what tells assumptions and what is left out apart.</summary>
    private static List<Scenario> Scenarios(Study study, SummaryTable table) =>
        [
            .. table
                .Points.DistinctBy(p => (p.Machine, p.CmaAreaBytes > 0))
                .Select(p => p.Index)
                .Select(index =>
                    index < study.Count
                        ? study.Point(index).Build()
                        : throw new InputException(
                            InputPlace.Of(table.File),
                            $"point {index} is none of this study's {study.Count}; sweep it again"
                        )
                ),
        ];

    private static string FactsOf(SummaryTable table)
    {
        double[] runs = [.. table.Points.Select(p => p.Replications)];
        double? most = table.Points.Max(p => p.ErrorPercent);
        string each =
            runs.Min() == runs.Max() ? $"{runs[0]:0}" : $"{runs.Min():0} to {runs.Max():0}";
        string error = most is null
            ? ""
            : FormattableString.Invariant(
                $"; Monte Carlo error of the median switch at most {most:0.0} %"
            );
        return $"{table.Points.Count} points, {each} paired runs each{error}. Medians; ranges "
            + "hold 90 % of outcomes.";
    }
}
