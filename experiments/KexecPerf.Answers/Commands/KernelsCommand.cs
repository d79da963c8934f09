using System.CommandLine;

namespace KexecPerf.Answers.Commands;

/// <summary><c>kernels [list|show V]</c>: what changed in which release, and the overlays.</summary>
internal static class KernelsCommand
{
    public static Command Create()
    {
        var command = new Command("kernels", "kernel releases, their behaviour, and overlays");
        var output = new OutputOptions();
        output.AddTo(command);
        command.SetAction(parsed => output.Write(parsed, () => new KernelsList().Document()));
        var list = new Command("list", "boundaries and overlays");
        var listOutput = new OutputOptions();
        listOutput.AddTo(list);
        list.SetAction(parsed => listOutput.Write(parsed, () => new KernelsList().Document()));
        var version = new Argument<string>("V") { Description = "such as 7.2+skip-digest" };
        var showOutput = new OutputOptions();
        var show = new Command("show", "what a release with overlays does") { version };
        showOutput.AddTo(show);
        show.SetAction(parsed =>
            showOutput.Write(parsed, () => new KernelReport(parsed.GetValue(version)!).Document())
        );
        command.Add(list);
        command.Add(show);
        return command;
    }
}
