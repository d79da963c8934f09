using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Validation;

/// <summary>What <c>validate --predict</c> prints.</summary>
internal sealed record PredictionReport(string File, int Rows, string Sha256, string Reproduce)
{
    public const string Key = "kexecperf.predictions/1";

    public string Schema => Key;

    public string ModelVersion => Build.Version;

    /// <summary>Laid out.</summary>
    public Document Document() =>
        new(
            "kexecperf validate",
            "predicted before measured",
            [
                new Paragraph(
                    FormattableString.Invariant($"{Rows} predictions written to {File}.")
                ),
                new Paragraph($"SHA-256 {Sha256}"),
                new Paragraph(
                    "Publish the hash before you measure; then fill in the rows' values and score "
                        + "them with --data ROWS.csv --against FILE."
                ),
                new CommandLine("Reproduce:", Reproduce),
            ],
            [
                ["file", "rows", "sha256"],
                [File, FormattableString.Invariant($"{Rows}"), Sha256],
            ],
            JsonForm.Of(this, () => ValidationJson.Default)
        );
}
