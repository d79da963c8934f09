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
            ["sweep"] = () => OutputSchema.Of(SweepRequest.Schema, ReportsJson.Default.SweepReport),
            ["dry-run"] = () =>
                OutputSchema.Of(SweepRequest.Schema, SweepsJson.Default.DryRunReport),
            ["submission"] = () =>
                OutputSchema.Of(SweepRequest.Schema, SweepsJson.Default.SubmissionReport),
            ["manifest"] = () => OutputSchema.Of(Manifest.Key, SweepsJson.Default.Manifest),
            ["report"] = () =>
                OutputSchema.Of(ReportedStudies.Key, ReportsJson.Default.ReportedStudies),
            ["notebook"] = () =>
                OutputSchema.Of(NotebookReport.Key, NotebookReportJson.Default.NotebookReport),
        };
}
