using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Hosts;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary>
/// What <c>doctor --host</c> prints: each fact, where it is read and what was found.
/// </summary>
internal sealed record HostReport
{
    public const string Key = "kexecperf.doctor-host/1";

    private const int FactWidth = 20;
    private const int FileWidth = 24;

    /// <summary>What is left of a line of text; JSON and CSV have the whole.</summary>
    private const int ValueWidth = 24;

    private static readonly string[] Header = ["fact", "file", "value"];

    public string Schema => Key;

    /// <summary>Facts that were found.</summary>
    public required IReadOnlyList<Found> Facts { get; init; }

    /// <summary>Facts that were not.</summary>
    public required IReadOnlyList<NotFound> Missing { get; init; }

    /// <summary>Files that were left out, with the reason.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Reads a host.</summary>
    /// <exception cref="InputException">No archive of collect.sh, or a host that is not
    /// modelled.</exception>
    public static HostReport Of(Setting setting) =>
        HostInput.Use(
            setting,
            files =>
            {
                HostFacts facts = HostFactsReader.Read(files);
                var looked = HostFactList
                    .All.Select(f => (Fact: f, Value: f.ValueOf(facts)))
                    .ToList();
                var reasons = new MissingFiles(files);
                return new HostReport
                {
                    Facts =
                    [
                        .. looked
                            .Where(l => l.Value is not null)
                            .Select(l => new Found(
                                l.Fact.Name,
                                l.Fact.FileIn(files),
                                l.Value!,
                                l.Fact.IsUsed
                            )),
                    ],
                    Missing =
                    [
                        .. looked
                            .Where(l => l.Value is null)
                            .Select(l => new NotFound(
                                l.Fact.Name,
                                l.Fact.FileIn(files),
                                reasons.Of(l.Fact.Files)
                            )),
                    ],
                    Faults = Complaints(facts),
                };
            }
        );

    /// <summary>Laid out.</summary>
    public Document Document() =>
        new(
            "kexecperf doctor: what is read of a host",
            "",
            Blocks(),
            [
                [.. Header, "used"],
                .. Facts.Select(f => (string[])[f.Fact, f.File, f.Value, f.Used ? "yes" : "no"]),
                .. Missing.Select(m => (string[])[m.Fact, m.File, "", m.Reason]),
            ],
            JsonForm.Of(this, () => CommandsJson.Default)
        );

    private static List<string> Complaints(HostFacts facts) =>
        [
            .. facts.Memory.Missing.Concat(facts.Memory.Remarks),
            .. ((string?[])[facts.KernelFault, facts.CpusFault]).OfType<string>(),
        ];

    private List<Block> Blocks()
    {
        string unused = string.Join(", ", Facts.Where(f => !f.Used).Select(f => f.Fact));
        return
        [
            new Gap(),
            new Table(Header, [.. Facts.Select(Row)], Prose: true),
            .. Missing.Count > 0
                ? (Block[])
                    [
                        new Gap(),
                        new Table(
                            ["not found", "file", "why"],
                            [.. Missing.Select(m => Row(new(m.Fact, m.File, m.Reason, true)))],
                            Prose: true
                        ),
                    ]
                : [],
            .. Faults.Count > 0 || unused.Length > 0 ? [new Gap()] : (Block[])[],
            .. Faults.Select(f => new Paragraph($"Memory, CPUs or kernel: {f}.", 2)),
            .. unused.Length > 0 ? [new Paragraph($"Not used yet: {unused}.", 2)] : (Block[])[],
        ];
    }

    private static string[] Row(Found f) =>
        [
            UserText.Shorten(f.Fact, FactWidth),
            f.File.Length <= FileWidth ? f.File : "..." + f.File[^(FileWidth - 3)..],
            UserText.Shorten(f.Value, ValueWidth),
        ];

    /// <summary>A fact that was found.</summary>
    /// <param name="Fact">Which.</param>
    /// <param name="File">Where it is read: in the tar, or below the root.</param>
    /// <param name="Value">At most 200 characters.</param>
    /// <param name="Used">Whether an answer hangs on it.</param>
    internal sealed record Found(string Fact, string File, string Value, bool Used);

    /// <summary>A fact that was not.</summary>
    internal sealed record NotFound(string Fact, string File, string Reason);
}
