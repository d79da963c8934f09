using System.CommandLine;
using System.Runtime.InteropServices;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Inputs;
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
        var host = new SingleOption(ScenarioKeys.Host.Option)
        {
            Description = "instead, what is read of a host: made by collect.sh, or this one",
            HelpName = ScenarioKeys.Host.Value,
        };
        var command = new Command("doctor", "check this installation, or what is read of a host");
        command.Add(host);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            bool ok = true;
            int code = output.Write(
                parsed,
                () =>
                {
                    if (host.Only(parsed) is { } named)
                    {
                        return HostReport.Of(HostSetting(named)).Document();
                    }

                    DoctorReport report = Examine();
                    ok = report.Ok;
                    return report.Document();
                }
            );
            return ok ? code : ExitCode.CheckFailed;
        });
        return command;
    }

    private static Setting HostSetting(string named) =>
        new(
            ScenarioKeys.Host,
            named,
            InputPlace.Of(ScenarioKeys.Host.Option),
            Directory.GetCurrentDirectory()
        );

    private static DoctorReport Examine()
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
        return new DoctorReport { Checks = [.. checks.Select(c => Try(c.Name, c.Look))] };
    }

    private static DoctorReport.Check Try(string name, Func<string> look)
    {
        try
        {
            return new(name, true, look());
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new(name, false, e.Message);
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
        PairedOutcomes a = new PairedRunner(new Work(default), new()).Run([scenario], plan);
        PairedOutcomes b = new PairedRunner(new Work(default), new()).Run([scenario], plan);
        bool equal = Enumerable.Range(0, 8).All(r => a.First[r].Downtime == b.First[r].Downtime);
        return equal ? "8 replications" : throw new InvalidOperationException("two runs differ");
    }
}
