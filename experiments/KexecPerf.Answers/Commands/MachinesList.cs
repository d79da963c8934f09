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
    [.. MachineProfiles.Names.Select(MachineProfiles.Get).Select(m => new Machine(m))];

    /// <summary>Laid out.</summary>
    public Document Document()
    {
        List<string[]> rows = [.. Machines.Select(m => m.Row)];
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
    internal sealed record Machine
    {
        private readonly Quantity _copy;

        internal Machine(MachineProfile profile)
        {
            Name = profile.Name;
            Architecture = profile.Architecture.Name();
            Cpus = profile.Cpus;
            Evidence = profile.Evidence.Word();
            RamBytes = profile.Ram.Bytes;
            Description = profile.Description;
            _copy = profile[MachineParameters.CopySequential];
        }

        public string Name { get; }

        public string Architecture { get; }

        public int Cpus { get; }

        public string Evidence { get; }

        public long RamBytes { get; }

        public string Description { get; }

        [JsonIgnore]
        public string[] Row =>
            [
                Name,
                Architecture,
                FormattableString.Invariant($"{Cpus}"),
                Evidence,
                Quantity.Format(_copy.Value, ParameterKind.Rate),
            ];
    }
}
