using System.CommandLine;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary><c>machines [list|show NAME|check FILE]</c>.</summary>
internal static class MachinesCommand
{
    public static Command Create()
    {
        var command = new Command("machines", "machine profiles: list, show one, or check a file");
        var output = new OutputOptions();
        output.AddTo(command);
        command.SetAction(parsed => output.Write(parsed, () => new MachinesList().Document()));
        var list = new Command("list", "the shipped profiles");
        var listOutput = new OutputOptions();
        listOutput.AddTo(list);
        list.SetAction(parsed => listOutput.Write(parsed, () => new MachinesList().Document()));
        command.Add(list);
        command.Add(
            OnOne(
                "show",
                "every number of a profile, with evidence and source",
                "NAME|FILE",
                "one of machines list, or a file",
                Show
            )
        );
        command.Add(OnOne("check", "check a profile file", "FILE", "a profile of your own", Check));
        return command;
    }

    private static Command OnOne(
        string name,
        string description,
        string argument,
        string about,
        Func<string, Document> compute
    )
    {
        var target = new Argument<string>(argument) { Description = about };
        var output = new OutputOptions();
        var command = new Command(name, description) { target };
        output.AddTo(command);
        command.SetAction(parsed => output.Write(parsed, () => compute(parsed.GetValue(target)!)));
        return command;
    }

    private static Document Show(string name) =>
        new MachineReport(
            MachineFile.Find(
                new Setting(
                    ScenarioKeys.Machine,
                    name,
                    InputPlace.Of("machines show"),
                    Directory.GetCurrentDirectory()
                )
            )
        ).Document();

    private static Document Check(string file) =>
        new MachineCheck(file, MachineFile.Read(file)).Document();
}
