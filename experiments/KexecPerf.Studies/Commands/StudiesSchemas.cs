using System.Text.Json.Nodes;
using KexecPerf.Answers.Schemas;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Notebooks;
using KexecPerf.Studies.Reports;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Commands;

/// <summary>JSON Schemas of the files and outputs of this library.</summary>
internal static class StudiesSchemas
{
    /// <summary>By kind of file or output.</summary>
    public static IReadOnlyDictionary<string, Func<JsonObject>> All { get; } =
        new Dictionary<string, Func<JsonObject>>
        {
            ["study"] = StudySchema.Create,
            ["sweep"] = () => OutputSchema.Of(SweepReport.Key, SweepsJson.Shared.SweepReport),
            ["dry-run"] = () => OutputSchema.Of(SweepReport.Key, SweepsJson.Shared.DryRunReport),
            ["submission"] = () =>
                OutputSchema.Of(SweepReport.Key, SweepsJson.Shared.SubmissionReport),
            ["manifest"] = () => OutputSchema.Of(Manifest.Key, SweepsJson.Shared.Manifest),
            ["report"] = () =>
                OutputSchema.Of(ReportedStudies.Key, ReportsJson.Shared.ReportedStudies),
            ["notebook"] = () =>
                OutputSchema.Of(NotebookReport.Key, NotebookReportJson.Shared.NotebookReport),
        };
}
