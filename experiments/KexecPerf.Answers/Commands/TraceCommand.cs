using System.CommandLine;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Answers.Tracing;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Commands;

/// <summary><c>trace [--output FILE]</c>: the timeline of one replication, both sides, for Perfetto.</summary>
internal static class TraceCommand
{
    public static Command Create()
    {
        var scenario = new ScenarioOptions();
        var run = new RunOptions();
        var output = new SingleOption("--output")
        {
            Description = "write to a file",
            HelpName = "FILE",
        };
        var command = new Command(
            "trace",
            "write the timeline of one run, both sides, as Chrome trace JSON"
        );
        scenario.AddTo(command);
        run.AddTo(command);
        command.Add(output);
        command.SetAction(parsed =>
        {
            Scenario asked = ScenarioBuilder.Build(scenario.Read(parsed));
            ulong seed = run.Read(parsed).Seed;
            var trace = new ChromeTrace([
                ("page list", Timeline(asked.PageListSide(), seed)),
                ("cma", Timeline(asked, seed)),
            ]);
            OutputWriter.Write(
                trace.Document(),
                OutputFormat.Json,
                output.Only(parsed),
                parsed.InvocationConfiguration.Output
            );
            return ExitCode.Ok;
        });
        return command;
    }

    private static List<TimelineSlice> Timeline(Scenario scenario, ulong seed)
    {
        var timeline = new List<TimelineSlice>();
        MachineDraw draw = MachineDraw.Of(scenario.Machine, seed, 0);
        LoadedImage loaded = LoadedImage.Load(scenario, draw);
        var record = new HotPhaseRecord { Timeline = timeline };
        HotPhaseSimulation.Run(loaded, draw, CopyMode.Extents, record);
        return timeline;
    }
}
