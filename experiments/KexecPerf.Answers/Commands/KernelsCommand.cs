using System.CommandLine;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Commands;

/// <summary><c>kernels [list|show V]</c>: what changed in which release, and the overlays.</summary>
internal static class KernelsCommand
{
    /// <summary>The releases at which modelled behaviour changes, with the commits.</summary>
    private static readonly (string Release, string Change, string Source)[] Boundaries =
    [
        ("3.17", "kexec_file_load on x86", "27f48d3e633b"),
        ("5.0", "kexec_file_load on arm64", "3ddd9992a590"),
        ("5.5", "arm64 asks the firmware every 0.1-1 ms, not every 10", "arm64 updates for 5.5"),
        ("5.16", "arm64 copies with MMU and caches on", "efc2d0f20a9d"),
        ("6.5", "x86 waits also for the WBINVD of stopped CPUs", "1f5e7eb7868e"),
        ("6.14", "x86 copies each page once, not three times", "9e5683e2d0b5"),
        ("6.16", "Kexec HandOver (KHO)", "4e1d010e3bda"),
        ("6.17", "segments in CMA", "07d24902977e"),
        ("6.18", "WBINVD before relocation where SME or TDX is possible", "83214a775f33"),
        ("7.3", "no digest where all is in CMA, or with KHO", "94f9cef0f51c"),
    ];

    public static Command Create()
    {
        var command = new Command("kernels", "kernel releases, their behaviour, and overlays");
        var output = new OutputOptions();
        output.AddTo(command);
        command.SetAction(parsed => output.Write(parsed, List));
        var list = new Command("list", "boundaries and overlays");
        var listOutput = new OutputOptions();
        listOutput.AddTo(list);
        list.SetAction(parsed => listOutput.Write(parsed, List));
        var version = new Argument<string>("V") { Description = "such as 7.2+skip-digest" };
        var showOutput = new OutputOptions();
        var show = new Command("show", "what a release with overlays does") { version };
        showOutput.AddTo(show);
        show.SetAction(parsed => showOutput.Write(parsed, () => Show(parsed.GetValue(version)!)));
        command.Add(list);
        command.Add(show);
        return command;
    }

    private static Document List()
    {
        List<string[]> overlays =
        [
            .. Overlays.All.Select(o => (string[])[o.Name, o.Meaning, o.Source]),
        ];
        List<string[]> releases =
        [
            .. Boundaries.Select(b => (string[])[b.Release, b.Change, b.Source]),
        ];
        return new Document(
            "kexecperf kernels",
            "",
            [
                new Gap(),
                new Table(["from", "behaviour", "commit"], releases, Prose: true),
                new Gap(),
                new Table(
                    ["overlay", "meaning"],
                    [.. Overlays.All.Select(o => (string[])[o.Name, $"{o.Meaning}; {o.Source}"])],
                    Prose: true
                ),
            ],
            [
                ["name", "meaning", "source"],
                .. releases,
                .. overlays,
            ],
            new JsonObject
            {
                ["schema"] = "kexecperf.kernels/1",
                ["oldest"] = KernelVersion.Oldest.ToString(),
                ["newest"] = KernelVersion.Newest.ToString(),
                ["boundaries"] = Array(Boundaries.Select(b => (b.Release, b.Change, b.Source))),
                ["overlays"] = Array(Overlays.All.Select(o => (o.Name, o.Meaning, o.Source))),
            }
        );
    }

    private static Document Show(string text)
    {
        List<(
            Architecture Architecture,
            KernelFeatures? Kernel,
            InputException? Refusal
        )> columns = [.. Enum.GetValues<Architecture>().Select(a => Find(text, a))];
        KernelFeatures any =
            columns.Select(c => c.Kernel).FirstOrDefault(k => k is not null)
            ?? throw columns[0].Refusal!.At(InputPlace.Of("kernels show"));
        List<string[]> rows =
        [
            .. KernelFeature.All.Select(f =>
                (string[])[f.Key, .. columns.Select(c => Word(c.Kernel, f))]
            ),
        ];
        string[] header = ["behaviour", .. columns.Select(c => c.Architecture.Name())];
        var json = new JsonObject { ["schema"] = "kexecperf.kernel/1", ["name"] = any.Name };
        foreach ((Architecture architecture, KernelFeatures? kernel, _) in columns)
        {
            json[architecture.Name()] = kernel is null ? null : Json(kernel);
        }

        return new Document(
            $"kexecperf kernel {any.Name}",
            "",
            [new Gap(), new Table(header, rows)],
            [header, .. rows],
            json
        );
    }

    /// <summary>The features on an architecture, or the reason why it has no such kernel or overlay.</summary>
    private static (Architecture, KernelFeatures?, InputException?) Find(
        string text,
        Architecture architecture
    )
    {
        try
        {
            return (architecture, KernelFeatures.For(text, architecture), null);
        }
        catch (InputException e)
        {
            return (architecture, null, e);
        }
    }

    private static string Word(KernelFeatures? kernel, KernelFeature feature) =>
        kernel is null ? "-"
        : feature.Of(kernel) ? "yes"
        : "no";

    private static JsonObject Json(KernelFeatures f) =>
        new([.. KernelFeature.All.Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Of(f)))]);

    private static JsonArray Array(
        IEnumerable<(string Name, string Meaning, string Source)> items
    ) =>
        [
            .. items.Select(i =>
                (JsonNode)
                    new JsonObject
                    {
                        ["name"] = i.Name,
                        ["meaning"] = i.Meaning,
                        ["source"] = i.Source,
                    }
            ),
        ];
}
