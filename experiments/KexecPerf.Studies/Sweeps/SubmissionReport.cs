using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Studies.Sweeps;

/// <summary>What <c>sweep --submit</c> prints.</summary>
/// <param name="Study">Its name.</param>
/// <param name="ArrayJob">Slurm's number of the array.</param>
/// <param name="MergeJob">That of the job behind it.</param>
/// <param name="Tasks">Of the array.</param>
/// <param name="Folder">Of the study's results.</param>
/// <param name="Logs">Folder of the jobs' logs.</param>
/// <param name="Summary">The file that there will be.</param>
internal sealed record SubmissionReport(
    string Study,
    string ArrayJob,
    string MergeJob,
    int Tasks,
    string Folder,
    [property: JsonIgnore] string Logs,
    [property: JsonIgnore] string Summary
)
{
    [JsonPropertyOrder(-1)]
    public string Schema => SweepRequest.Schema;

    /// <summary>Laid out.</summary>
    public Document Document() =>
        new(
            $"kexecperf sweep: {Study}",
            "",
            [
                new Paragraph(
                    $"Submitted to Slurm: array {ArrayJob} of {Tasks} tasks, and {MergeJob} which merges."
                ),
                new Paragraph($"Logs: {Logs}"),
                new Paragraph($"Then: {Summary}"),
            ],
            [
                ["job", "id"],
                ["array", ArrayJob],
                ["merge", MergeJob],
            ],
            JsonForm.Of(this, () => SweepsJson.Default)
        );
}
