using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Questions;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Commands;

/// <summary>What <c>machines list</c> prints: the shipped profiles.</summary>
internal sealed record MachinesList
{
    public const string Key = "kexecperf.machines/1";

    private static readonly string[] Header =
    [
        "name",
        "architecture",
        "cpus",
        "evidence",
        "page copy",
    ];

    public string Schema => Key;

    public IReadOnlyList<Machine> Machines { get; } =
    [.. MachineProfiles.Names.Select(MachineProfiles.Get).Select(Machine.Of)];

    /// <summary>Laid out.</summary>
    public Document Document()
    {
        List<string[]> rows =
        [
            .. Machines.Select(m =>
                (string[])[m.Name, m.Architecture, Numbers.Csv(m.Cpus), m.Evidence, m.PageCopy]
            ),
        ];
        return new Document(
            "kexecperf machines",
            "",
            [
                new Gap(),
                new Table(Header, rows, Prose: true),
                new Gap(),
                new Paragraph(
                    "Evidence is that of the page-copy rate; machines show NAME tells all of it."
                ),
            ],
            [Header, .. rows],
            JsonForm.Of(this, () => CommandsJson.Default)
        );
    }

    /// <summary>One of them.</summary>
    internal sealed record Machine(
        string Name,
        string Architecture,
        int Cpus,
        string Evidence,
        long RamBytes,
        string Description,
        [property: JsonIgnore] string PageCopy
    )
    {
        public static Machine Of(MachineProfile m) =>
            new(
                m.Name,
                m.Architecture.Name(),
                m.Cpus,
                m.Evidence.Word(),
                m.Ram.Bytes,
                m.Description,
                Quantity.Format(m[MachineParameters.CopySequential].Value, ParameterKind.Rate)
            );
    }
}
