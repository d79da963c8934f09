using KexecPerf.Answers.Documents;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Reports;

/// <summary>What <c>report</c> prints.</summary>
internal sealed record ReportedStudies
{
    public const string Key = "kexecperf.report/1";

    /// <param name="studies">Reported on.</param>
    /// <param name="written">The file to look at first.</param>
    internal ReportedStudies(IReadOnlyList<StudyResults> studies, string written)
    {
        Written = written;
        Studies = [.. studies.Select(Reported.Of)];
    }

    public string Schema => Key;

    public string Evidence => "simulated";

    public string Written { get; }

    public IReadOnlyList<Reported> Studies { get; }

    /// <summary>Laid out.</summary>
    public Document Document() =>
        new(
            "kexecperf report",
            "simulated",
            [
                .. Studies.Select(s => new Paragraph($"{s.Study}: {s.Headline}", 2)),
                new Gap(),
                new Paragraph($"Written: {Written}"),
            ],
            [
                ["study", "headline"],
                .. Studies.Select(s => (string[])[s.Study, s.Headline]),
            ],
            JsonForm.Of(this, () => ReportsJson.Default)
        );

    /// <summary>One of them.</summary>
    internal sealed record Reported(string Study, string Headline)
    {
        public static Reported Of(StudyResults results)
        {
            SummaryTable table = results.Table();
            string study = results.Study.Name;
            return new Reported(study, StudyTable.Of(study, table).Answer(results.Study, table));
        }
    }
}
