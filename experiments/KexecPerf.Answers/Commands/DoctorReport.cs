using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Commands;

/// <summary>What <c>doctor</c> prints.</summary>
internal sealed record DoctorReport
{
    public const string Key = "kexecperf.doctor/1";

    private static readonly string[] Header = ["check", "ok", "found"];

    public string Schema => Key;

    public bool Ok => Checks.All(c => c.Ok);

    public required IReadOnlyList<Check> Checks { get; init; }

    public string Verdict => Ok ? "All is well." : "Something is wrong; see above.";

    /// <summary>Laid out.</summary>
    public Document Document()
    {
        List<string[]> rows =
        [
            .. Checks.Select(c => (string[])[c.Name, c.Ok ? "yes" : "NO", c.Found]),
        ];
        return new Document(
            "kexecperf doctor",
            "",
            [new Gap(), new Table(Header, rows, Prose: true), new Gap(), new Paragraph(Verdict)],
            [Header, .. rows],
            JsonForm.Of(this, () => CommandsJson.Default)
        );
    }

    /// <summary>One look; found is what is wrong where it is not well.</summary>
    internal sealed record Check(string Name, bool Ok, string Found);
}
