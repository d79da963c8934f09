using System.Text.Json.Nodes;
using KexecPerf.Answers.Calibration;
using KexecPerf.Answers.Commands;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Questions.Sensitivity;
using KexecPerf.Answers.Tracing;
using KexecPerf.Answers.Validation;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Notebooks;
using KexecPerf.Studies.Reports;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Schemas;

/// <summary>
/// JSON Schemas that only the full tool makes: of outputs, which takes reflection, and of the
/// files of studies.
/// </summary>
internal static class FullSchemas
{
    /// <summary>By kind of file or output.</summary>
    public static IReadOnlyDictionary<string, Func<JsonObject>> All { get; } =
        new Dictionary<string, Func<JsonObject>>
        {
            ["answer"] = AnswerSchemas.Answer,
            [Compare.Command] = AnswerSchemas.Compared,
            [SensitivityQuestion.Command] = AnswerSchemas.Sensitivity,
            ["validate"] = () => OutputSchema.Of<ValidationReport>(ValidationReport.Key),
            ["calibrate"] = () => OutputSchema.Of<CalibrationReport>(CalibrationReport.Key),
            ["trace"] = () => OutputSchema.Of<ChromeTrace>("Chrome trace"),
            ["machines-list"] = () => OutputSchema.Of<MachinesList>(MachinesList.Key),
            ["machines-show"] = () => OutputSchema.Of<MachineReport>(MachineReport.Key),
            ["machines-check"] = () => OutputSchema.Of<MachineCheck>(MachineCheck.Key),
            ["kernels-list"] = () => OutputSchema.Of<KernelsList>(KernelsList.Key),
            ["kernels-show"] = () => OutputSchema.Of<KernelReport>(KernelReport.Key),
            ["distros"] = () => OutputSchema.Of<DistrosReport>(DistrosReport.Key),
            ["doctor-host"] = () => OutputSchema.Of<HostReport>(HostReport.Key),
            ["doctor"] = () => OutputSchema.Of<DoctorReport>(DoctorReport.Key),
            ["study"] = StudySchema.Create,
            ["sweep"] = () => OutputSchema.Of<SweepReport>(SweepRequest.Schema),
            ["dry-run"] = () => OutputSchema.Of<DryRunReport>(SweepRequest.Schema),
            ["submission"] = () => OutputSchema.Of<SubmissionReport>(SweepRequest.Schema),
            ["manifest"] = () => OutputSchema.Of<Manifest>(Manifest.Key),
            ["report"] = () => OutputSchema.Of<ReportedStudies>(ReportedStudies.Key),
            ["notebook"] = () => OutputSchema.Of<NotebookReport>(NotebookReport.Key),
        };
}
