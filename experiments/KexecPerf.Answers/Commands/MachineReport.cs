using System.Text.Json.Serialization;
using KexecPerf.Answers.Calibration;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Questions;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Commands;

/// <summary>What <c>machines show</c> prints: every number of a profile.</summary>
internal sealed record MachineReport
{
    public const string Key = "kexecperf.machine/1";

    private readonly MachineProfile _profile;

    internal MachineReport(MachineProfile profile) => _profile = profile;

    public string Schema => Key;

    public string Name => _profile.Name;

    public string Description => _profile.Description;

    public string Architecture => _profile.Architecture.Name();

    public int Cpus => _profile.Cpus;

    public int Nodes => _profile.Nodes;

    public int LlcInstances => _profile.Cache.Instances;

    public long RamBytes => _profile.Ram.Bytes;

    public long LlcBytes => _profile.Cache.Size.Bytes;

    public IReadOnlyList<Parameter> Parameters =>
        [
            .. MachineParameters
                .All.Where(p => p.AppliesTo(_profile.Architecture))
                .Select(p => new Parameter(p.Path, p.Kind, _profile[p], p.Meaning)),
            .. _profile.Devices.Select(d => new Parameter(
                "device." + d.Name,
                ParameterKind.Duration,
                d.Shutdown,
                FormattableString.Invariant($"shutdown of one of {d.Count}")
                    + (d.Async ? ", asynchronous where that is proposed" : "")
            )),
            new Parameter(
                "last_level_cache.effective_ways",
                Numbers.Csv(_profile.Cache.EffectiveWays),
                "fitted to the one sweep of copies over image sizes there is",
                "ways of a set in the law of cache hits, without a range"
            ),
            new Parameter(
                "last_level_cache.incoherent",
                _profile.Cache.Incoherent ? "true" : "false",
                "whether hosts of this kind use SME or TDX; the profile names no source",
                "whether kexec does WBINVD, on every CPU and once more"
            ),
        ];

    /// <summary>Laid out.</summary>
    public Document Document() =>
        new(
            $"kexecperf machine {Name}",
            "",
            [
                new Paragraph(Description),
                new Paragraph(
                    $"{Architecture}, {Cpus} CPUs, "
                        + (Nodes > 1 ? $"{Nodes} nodes, " : "")
                        + $"{_profile.Ram} RAM, last-level cache "
                        + (LlcInstances > 1 ? $"{LlcInstances} x " : "")
                        + _profile.Cache.Size
                        + (_profile.Cache.Incoherent ? ", WBINVD on kexec" : "")
                ),
                new Gap(),
                new Table(
                    ["parameter", "median", "5 %", "95 %", "evidence"],
                    [.. Parameters.Select(p => (string[])[p.Path, .. p.Range, p.Evidence])]
                ),
                new Gap(),
                .. Parameters.Select(p => new Paragraph(
                    $"{p.Path}: {p.Meaning}. Source: {p.Source}",
                    2
                )),
            ],
            [
                ["parameter", "median", "low", "high", "evidence", "source"],
                .. Parameters.Select(p => (string[])[p.Path, .. p.Range, p.Evidence, p.Source]),
            ],
            JsonForm.Of(this, () => CommandsJson.Default)
        );

    /// <summary>A number with what it is.</summary>
    internal sealed record Parameter : ParameterFigures
    {
        internal Parameter(string path, ParameterKind kind, Quantity q, string meaning)
            : base(path, kind, q) => (Group, Meaning) = (q.Group, meaning);

        /// <summary>One that is fixed, which no source is given for.</summary>
        internal Parameter(string path, string value, string source, string meaning)
            : base(path, value, value, value, Model.Machines.Evidence.Assumed.Word(), source) =>
            Meaning = meaning;

        [JsonPropertyOrder(1)]
        public string? Group { get; }

        [JsonPropertyOrder(1)]
        public string Meaning { get; }
    }
}
