using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Commands;

/// <summary>What <c>kernels list</c> prints: at which releases modelled behaviour changes,
/// the overlays, and who has what earlier.</summary>
internal sealed record KernelsList
{
    public const string Key = "kexecperf.kernels/1";

    public string Schema => Key;

    public string Oldest => KernelVersion.Oldest.ToString();

    public string Newest => KernelVersion.Newest.ToString();

    /// <summary>By release, with the commits.</summary>
    public IReadOnlyList<Change> Boundaries { get; } =
    [
        new("3.17", "kexec_file_load on x86", "27f48d3e633b"),
        new("5.0", "kexec_file_load on arm64", "3ddd9992a590"),
        new("5.5", "arm64 asks the firmware every 0.1-1 ms, not every 10", "arm64 updates for 5.5"),
        new("5.16", "arm64 copies with MMU and caches on", "efc2d0f20a9d"),
        new("6.5", "x86 waits also for the WBINVD of stopped CPUs", "1f5e7eb7868e"),
        new("6.14", "x86 copies each page once, not three times", "9e5683e2d0b5"),
        new("6.16", "Kexec HandOver (KHO)", "4e1d010e3bda"),
        new("6.17", "segments in CMA", "07d24902977e"),
        new("6.18", "WBINVD before relocation where SME or TDX is possible", "83214a775f33"),
        new("7.3", "no digest where all is in CMA, or with KHO", "94f9cef0f51c"),
    ];

    public IReadOnlyList<Change> Overlays { get; } =
    [.. Model.Kernels.Overlays.All.Select(o => new Change(o.Name, o.Meaning, o.Source))];

    /// <summary>By the kernels that have it, with what was read.</summary>
    public IReadOnlyList<Change> Backports { get; } =
    [
        .. Model.Kernels.Backports.All.Select(b => new Change(
            b.Line,
            $"{b.Feature.Words} ({b.Only.Name()})",
            b.Source
        )),
    ];

    /// <summary>Laid out.</summary>
    public Document Document() =>
        new(
            "kexecperf kernels",
            "",
            [
                new Gap(),
                new Table(
                    ["from", "behaviour", "commit"],
                    [.. Boundaries.Select(b => b.Row)],
                    Prose: true
                ),
                new Gap(),
                new Table(
                    ["overlay", "meaning"],
                    [.. Overlays.Select(o => (string[])[o.Name, $"{o.Meaning}; {o.Source}"])],
                    Prose: true
                ),
                new Gap(),
                new Table(
                    ["backport in", "behaviour"],
                    [.. Backports.Select(b => (string[])[b.Name, $"{b.Meaning}; {b.Source}"])],
                    Prose: true
                ),
            ],
            [
                ["name", "meaning", "source"],
                .. Boundaries.Concat(Overlays).Concat(Backports).Select(c => c.Row),
            ],
            JsonForm.Of(this, () => CommandsJson.Default)
        );

    /// <summary>What a release, an overlay or a backport changes.</summary>
    internal sealed record Change(string Name, string Meaning, string Source)
    {
        [JsonIgnore]
        public string[] Row => [Name, Meaning, Source];
    }
}
