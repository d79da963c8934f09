using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Commands;

/// <summary><c>doctor</c>: whether this installation works here, and what it runs on.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var output = new OutputOptions();
        var command = new Command("doctor", "check this installation");
        output.AddTo(command);
        bool healthy = true;
        command.SetAction(parsed =>
        {
            int code = output.Write(parsed, () => Examine(out healthy));
            return healthy ? code : ExitCode.CheckFailed;
        });
        return command;
    }

    private static Document Examine(out bool healthy)
    {
        List<(string Name, Func<string> Look)> checks =
        [
            ("version", () => Build.Version),
            ("runtime", () => RuntimeInformation.FrameworkDescription),
            (
                "system",
                () => $"{RuntimeInformation.OSDescription}, {RuntimeInformation.RuntimeIdentifier}"
            ),
            ("processors", () => FormattableString.Invariant($"{Environment.ProcessorCount}")),
            ("engine", () => typeof(Event).Assembly.GetName().Name!),
            ("profiles", CheckProfiles),
            ("closed form", CheckClosedForm),
            ("same seed, same result", CheckSeed),
        ];
        List<(string Name, string Found, bool Ok)> results =
        [
            .. checks.Select(c => Try(c.Name, c.Look)),
        ];
        healthy = results.TrueForAll(r => r.Ok);
        string verdict = healthy ? "All is well." : "Something is wrong; see above.";
        string[] header = ["check", "ok", "found"];
        List<string[]> rows =
        [
            .. results.Select(r => (string[])[r.Name, r.Ok ? "yes" : "NO", r.Found]),
        ];
        return new Document(
            "kexecperf doctor",
            "",
            [new Gap(), new Table(header, rows, Prose: true), new Gap(), new Paragraph(verdict)],
            [header, .. rows],
            new JsonObject
            {
                ["schema"] = "kexecperf.doctor/1",
                ["ok"] = healthy,
                ["checks"] = new JsonArray([
                    .. results.Select(r =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["name"] = r.Name,
                                ["ok"] = r.Ok,
                                ["found"] = r.Found,
                            }
                    ),
                ]),
                ["verdict"] = verdict,
            }
        );
    }

    private static (string, string, bool) Try(string name, Func<string> look)
    {
        try
        {
            return (name, look(), true);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (name, e.Message, false);
        }
    }

    private static string CheckProfiles()
    {
        int count = MachineProfiles.Names.Select(MachineProfiles.Get).Count();
        return FormattableString.Invariant($"{count} machines read");
    }

    /// <summary>The purgatory's time with noise off is pages times the cost of a page.</summary>
    private static string CheckClosedForm()
    {
        Scenario scenario = ScenarioBuilder.Build([]).PageListSide();
        MachineDraw draw = MachineDraw.Medians(scenario.Machine);
        HotPhaseOutcome outcome = HotPhaseSimulation.Run(LoadedImage.Load(scenario, draw), draw);
        SimTime least =
            draw.Rate(MachineParameters.HashScalar).TimeFor(new PageCount(1).Size)
            * (scenario.Image.Pages.Pages - scenario.Image.Segments[0].Pages.Pages);
        return outcome[Phase.Purgatory] >= least && outcome[Phase.Relocation] > SimTime.Zero
            ? $"{scenario.Image.Pages} hashed in {outcome[Phase.Purgatory]}"
            : throw new InvalidOperationException("the simulation is off its closed form");
    }

    private static string CheckSeed()
    {
        Scenario scenario = ScenarioBuilder.Build([]);
        var plan = new ReplicationPlan(1, 8, 0.02);
        PairedOutcomes a = new PairedRunner(default).Run([scenario], plan);
        PairedOutcomes b = new PairedRunner(default).Run([scenario], plan);
        bool equal = Enumerable.Range(0, 8).All(r => a.First[r].Downtime == b.First[r].Downtime);
        return equal ? "8 replications" : throw new InvalidOperationException("two runs differ");
    }
}
