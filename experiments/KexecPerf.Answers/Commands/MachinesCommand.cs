using System.CommandLine;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Commands;

/// <summary><c>machines [list|show NAME|check FILE]</c>.</summary>
internal static class MachinesCommand
{
    public static Command Create()
    {
        var command = new Command("machines", "machine profiles: list, show one, or check a file");
        var output = new OutputOptions();
        output.AddTo(command);
        command.SetAction(parsed => output.Write(parsed, List));
        var list = new Command("list", "the shipped profiles");
        var listOutput = new OutputOptions();
        listOutput.AddTo(list);
        list.SetAction(parsed => listOutput.Write(parsed, List));
        command.Add(list);
        command.Add(
            OnOne("show", "every number of a profile, with evidence and source", "NAME|FILE", Show)
        );
        command.Add(OnOne("check", "check a profile file", "FILE", Check));
        return command;
    }

    private static Command OnOne(
        string name,
        string description,
        string argument,
        Func<string, Document> compute
    )
    {
        var target = new Argument<string>(argument);
        var output = new OutputOptions();
        var command = new Command(name, description) { target };
        output.AddTo(command);
        command.SetAction(parsed => output.Write(parsed, () => compute(parsed.GetValue(target)!)));
        return command;
    }

    private static Document List()
    {
        List<MachineProfile> all = [.. MachineProfiles.Names.Select(MachineProfiles.Get)];
        List<string[]> rows =
        [
            .. all.Select(m =>
                (string[])
                    [
                        m.Name,
                        m.Architecture.Name(),
                        FormattableString.Invariant($"{m.Cpus}"),
                        m.Evidence.Word(),
                        Quantity.Format(
                            m[MachineParameters.CopySequential].Value,
                            ParameterKind.Rate
                        ),
                    ]
            ),
        ];
        string[] header = ["name", "architecture", "cpus", "evidence", "page copy"];
        return new Document(
            "kexecperf machines",
            "",
            [
                new Gap(),
                new Table(header, rows, Prose: true),
                new Gap(),
                new Paragraph(
                    "Evidence is that of the page-copy rate; machines show NAME tells all of it."
                ),
            ],
            [header, .. rows],
            new JsonObject
            {
                ["schema"] = "kexecperf.machines/1",
                ["machines"] = new JsonArray([
                    .. all.Select(m =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["name"] = m.Name,
                                ["architecture"] = m.Architecture.Name(),
                                ["cpus"] = m.Cpus,
                                ["evidence"] = m.Evidence.Word(),
                                ["ram_bytes"] = m.Ram.Bytes,
                                ["description"] = m.Description,
                            }
                    ),
                ]),
            }
        );
    }

    private static Document Show(string name)
    {
        MachineProfile m = MachineFile.Find(
            new Setting(
                ScenarioKeys.Machine,
                name,
                InputPlace.Of("machines show"),
                Directory.GetCurrentDirectory()
            )
        );
        List<(string Path, ParameterKind Kind, Quantity Q, string Meaning)> numbers =
        [
            .. MachineParameters
                .All.Where(p => p.AppliesTo(m.Architecture))
                .Select(p => (p.Path, p.Kind, m[p], p.Meaning)),
            .. m.Devices.Select(d =>
                (
                    "device." + d.Name,
                    ParameterKind.Duration,
                    d.Shutdown,
                    FormattableString.Invariant($"shutdown of one of {d.Count}")
                )
            ),
        ];
        return new Document(
            $"kexecperf machine {m.Name}",
            "",
            [
                new Paragraph(m.Description),
                new Paragraph(
                    $"{m.Architecture.Name()}, {m.Cpus} CPUs, {m.Ram} RAM, last-level cache {m.Cache.Size}"
                        + (m.Cache.Incoherent ? ", WBINVD on kexec" : "")
                ),
                new Gap(),
                new Table(
                    ["parameter", "median", "5 %", "95 %", "evidence"],
                    [
                        .. numbers.Select(n =>
                            (string[])[n.Path, .. Range(n.Q, n.Kind), n.Q.Evidence.Word()]
                        ),
                    ]
                ),
                new Gap(),
                .. numbers.Select(n =>
                    (Block)new Paragraph($"{n.Path}: {n.Meaning}. Source: {n.Q.Source}", 2)
                ),
            ],
            [
                ["parameter", "median", "low", "high", "evidence", "source"],
                .. numbers.Select(n =>
                    (string[])[n.Path, .. Range(n.Q, n.Kind), n.Q.Evidence.Word(), n.Q.Source]
                ),
            ],
            new JsonObject
            {
                ["schema"] = "kexecperf.machine/1",
                ["name"] = m.Name,
                ["description"] = m.Description,
                ["architecture"] = m.Architecture.Name(),
                ["cpus"] = m.Cpus,
                ["ram_bytes"] = m.Ram.Bytes,
                ["llc_bytes"] = m.Cache.Size.Bytes,
                ["parameters"] = new JsonArray([
                    .. numbers.Select(n => Json(n.Path, n.Kind, n.Q, n.Meaning)),
                ]),
            }
        );
    }

    private static Document Check(string file)
    {
        MachineProfile m = MachineFile.Read(file);
        string verdict =
            $"{file}: a valid profile of {m.Name}, {m.Architecture.Name()}, {m.Cpus} CPUs.";
        return new Document(
            "kexecperf machines check",
            "",
            [new Paragraph(verdict)],
            [
                ["file", "name", "valid"],
                [file, m.Name, "true"],
            ],
            new JsonObject
            {
                ["schema"] = "kexecperf.machines_check/1",
                ["name"] = m.Name,
                ["valid"] = true,
                ["verdict"] = verdict,
            }
        );
    }

    private static string[] Range(Quantity q, ParameterKind kind) =>
        [
            Quantity.Format(q.Value, kind),
            Quantity.Format(q.Low, kind),
            Quantity.Format(q.High, kind),
        ];

    private static JsonNode Json(string path, ParameterKind kind, Quantity q, string meaning) =>
        new JsonObject
        {
            ["path"] = path,
            ["value"] = Quantity.Format(q.Value, kind),
            ["low"] = Quantity.Format(q.Low, kind),
            ["high"] = Quantity.Format(q.High, kind),
            ["evidence"] = q.Evidence.Word(),
            ["source"] = q.Source,
            ["group"] = q.Group,
            ["meaning"] = meaning,
        };
}
